import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  areaFactor,
  basisPoints,
  formatCoefficient,
  formatPercent,
  formatSqm,
  formatYuan,
  multiplyHalfUp,
  multiplyUp,
  parseCoefficient,
  parseSqm,
  parseYuan,
} from '../../rules/units.js';

const price = { field: 'unitPrice', label: '评估单价', example: '25000.00' };

describe('yuan and square metre texts', () => {
  it.each([
    ['0', 0n],
    ['0.01', 1n],
    ['0.1', 10n],
    ['25861.08', 2_586_108n],
    ['999999999999.99', 99_999_999_999_999n],
  ])('reads %s as whole hundredths', (text, expected) => {
    expect(parseYuan(text, price)).toEqual({ ok: true, value: expected });
    expect(parseSqm(text, price)).toEqual({ ok: true, value: expected });
  });

  it.each([
    [undefined, 'FIELD_MISSING'],
    [null, 'FIELD_MISSING'],
    ['', 'FIELD_MISSING'],
    [25_000, 'FIELD_INVALID'],
    [{}, 'FIELD_INVALID'],
    ['-1', 'FIELD_OUT_OF_RANGE'],
    ['-', 'FIELD_INVALID'],
    ['1.005', 'FIELD_INVALID'],
    ['1.', 'FIELD_INVALID'],
    ['.5', 'FIELD_INVALID'],
    ['1e3', 'FIELD_INVALID'],
    ['1,000.00', 'FIELD_INVALID'],
    ['007', 'FIELD_INVALID'],
    ['+1', 'FIELD_INVALID'],
    [' 1', 'FIELD_INVALID'],
    ['１２', 'FIELD_INVALID'],
    ['0x10', 'FIELD_INVALID'],
    ['NaN', 'FIELD_INVALID'],
    ['1000000000000', 'FIELD_INVALID'],
  ])('refuses %j and names the field', (value, code) => {
    const parsed = parseYuan(value, price);
    expect(parsed).toMatchObject({ ok: false, finding: { code, field: 'unitPrice' } });
    expect(parsed.ok ? '' : parsed.finding.message).toContain('评估单价');
  });

  it('reads back what it has written', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 99_999_999_999_999n), (fen) => {
        expect(parseYuan(formatYuan(fen), price)).toEqual({ ok: true, value: fen });
      }),
    );
  });

  it('writes two decimals, also below one yuan and for a balance below zero', () => {
    expect([formatYuan(5n), formatYuan(90_935_316n), formatYuan(-5n)]).toEqual(['0.05', '909353.16', '-0.05']);
    expect(formatSqm(1_833n)).toBe('18.33');
  });

  it('keeps coefficients in basis points', () => {
    expect(parseCoefficient('0.3', price)).toEqual({ ok: true, value: 3_000 });
    expect(parseCoefficient('0.0001', price)).toEqual({ ok: true, value: 1 });
    expect(parseCoefficient('0.00001', price).ok).toBe(false);
    expect([3_000, 10_000, 0, 1].map(formatCoefficient)).toEqual(['0.3', '1', '0', '0.0001']);
    expect(formatPercent(9_486)).toBe('94.86%');
  });
});

describe('exact multiplication', () => {
  it.each([
    [1n, 4_999, 0n],
    [1n, 5_000, 1n],
    [1n, 5_001, 1n],
    [3n, 5_000, 2n],
    [0n, 5_000, 0n],
  ])('rounds %d × %d bp half up', (value, bp, expected) => {
    expect(multiplyHalfUp(value, basisPoints(bp))).toBe(expected);
  });

  it('rounds once, at the end of all factors', () => {
    expect(multiplyHalfUp(1n, basisPoints(5_000), basisPoints(5_000))).toBe(0n);
    expect(multiplyHalfUp(2_586_108n, areaFactor(1_833n), basisPoints(8_000))).toBe(37_922_688n);
  });

  it('is never further than half a unit from the exact value', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 20_000 }), (value, bp) => {
        const gap = 2n * (multiplyHalfUp(value, basisPoints(bp)) * 10_000n - value * BigInt(bp));
        expect(gap > -10_000n && gap <= 10_000n).toBe(true);
      }),
    );
  });

  it('rounds up only what is not whole', () => {
    expect(multiplyUp(10_000n, basisPoints(5_000))).toBe(5_000n);
    expect(multiplyUp(1n, basisPoints(1))).toBe(1n);
  });

  it('treats a negative quantity as a fault of the caller', () => {
    expect(() => multiplyHalfUp(-1n, basisPoints(1))).toThrow(RangeError);
    expect(() => multiplyUp(1n, { numerator: 1n, denominator: 0n })).toThrow(RangeError);
  });
});
