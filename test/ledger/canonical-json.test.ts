import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../ledger/canonical-json.js';
import type { CanonicalValue } from '../../ledger/canonical-json.js';

describe('canonical JSON', () => {
  it('sorts keys at every depth and writes big integers as text', () => {
    expect(canonicalJson({ b: [2, { d: null, c: true }], a: 5n, '10': 'x', '9': 'y' })).toBe(
      '{"10":"x","9":"y","a":"5","b":[2,{"c":true,"d":null}]}',
    );
    expect(canonicalJson([-0, 'a"\n'])).toBe('[0,"a\\"\\n"]');
  });

  const value = fc.letrec<{ value: CanonicalValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('is the same text after storing and reading the value as JSON', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(canonicalJson(JSON.parse(canonicalJson(given)) as CanonicalValue)).toBe(canonicalJson(given));
      }),
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(given));
      }),
    );
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses the number %d, which has no one text',
    (number) => {
      expect(() => canonicalJson({ number })).toThrow(RangeError);
    },
  );
});
