import { describe, expect, it } from '@jest/globals';
import { assessEffectiveness, checkEffectiveRate } from '../../../rules/signing/effectiveness.js';
import { codes, policy } from '../builders.js';

const count = (sealed: number, units: number, residentialSealed = 0, residentialUnits = 0) => ({
  units,
  sealed,
  residentialUnits,
  residentialSealed,
});

describe('the signing rate', () => {
  it.each([
    ['on the limit', 54, 60, 9_000, true, 9_000],
    ['one household below', 53, 60, 9_000, false, 8_833],
    ['one above', 55, 60, 9_000, true, 9_166],
    ['89.999 % is not 90 %', 89_999, 100_000, 9_000, false, 8_999],
    ['nobody signed', 0, 60, 9_000, false, 0],
    ['all signed', 60, 60, 10_000, true, 10_000],
  ])('%s', (_story, sealed, units, rate, reached, rateBp) => {
    const decision = assessEffectiveness(count(sealed, units), rate, policy);
    expect(decision).toMatchObject({ passed: reached, value: { reached, rateBp, residentsRateBp: null } });
    if (!reached) expect(codes(decision.findings)).toEqual(['RATE_NOT_REACHED']);
  });

  it('shows the residents apart', () => {
    const { value } = assessEffectiveness(count(10, 20, 9, 10), 9_000, policy);
    expect(value).toEqual({ rateBp: 5_000, residentsRateBp: 9_000, reached: false });
  });

  it('is never reached without units', () => {
    const decision = assessEffectiveness(count(0, 0), 9_000, policy);
    expect(decision.value.reached).toBe(false);
    expect(codes(decision.findings)).toEqual(['NO_UNITS']);
  });

  it.each([count(2, 1), count(-1, 1), count(1.5, 2), count(1, 2, 1, 3), count(1, 2, 2, 1), count(0, 2, 1, 1)])(
    'refuses counts that cannot be: %j',
    (wrong) => {
      expect(() => assessEffectiveness(wrong, 9_000, policy)).toThrow(RangeError);
    },
  );
});

describe('the rate a plan sets', () => {
  it.each([
    ['state', 7_999, false],
    ['state', 8_000, true],
    ['state', 10_000, true],
    ['state', 10_001, false],
    ['state', 8_500.5, false],
    ['negotiated', 7_999, true],
    ['negotiated', 0, false],
    ['collective', 1, true],
  ] as const)('%s with %d bp is allowed: %s', (mode, rate, allowed) => {
    expect(checkEffectiveRate(mode, rate, policy).passed).toBe(allowed);
  });
});
