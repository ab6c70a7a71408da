import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawOrder } from '../../../rules/draw/draw.js';
import { sha256 } from '../../../rules/draw/sha256.js';

const reference = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('SHA-256', () => {
  it.each(['', 'abc', '宝山区', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), '😀'.repeat(1_000)])(
    'of %j is what every computer says',
    (text) => {
      expect(sha256(text)).toBe(reference(text));
    },
  );

  it('of any text is what every computer says', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => sha256(text) === reference(text)));
  });
});

describe('a draw', () => {
  const seed = '03 11 17 24 28 31';

  it('can be repeated by everybody: the smallest number comes first', () => {
    const drawn = drawOrder(['甲', '乙', '丙'], seed);
    for (const { id, proof } of drawn) expect(proof).toBe(reference(`${seed}:${id}`));
    expect(drawn.map(({ proof }) => proof)).toEqual(drawn.map(({ proof }) => proof).sort());
  });

  it('does not depend on the order of the list, only on the seed', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(ids, fc.string(), (list, any) => {
        expect(drawOrder([...list].reverse(), any)).toEqual(drawOrder(list, any));
      }),
    );
    expect(drawOrder(['甲', '乙', '丙'], '1')).not.toEqual(drawOrder(['甲', '乙', '丙'], '2'));
  });

  it('of nobody is empty, and nobody takes part twice', () => {
    expect(drawOrder([], seed)).toEqual([]);
    expect(() => drawOrder(['甲', '甲'], seed)).toThrow(RangeError);
  });
});
