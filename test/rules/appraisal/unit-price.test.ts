import { describe, expect, it } from '@jest/globals';
import { referralReasons } from '../../../rules/appraisal/referral.js';
import { appliedUnitPrice, averagePrice } from '../../../rules/appraisal/unit-price.js';
import { policy } from '../builders.js';

describe('the price that counts', () => {
  it.each([
    ['below the average', 2_586_107n, 2_586_108n, true],
    ['equal', 2_586_108n, 2_586_108n, false],
    ['above it', 2_586_109n, 2_586_109n, false],
  ])('%s', (_story, own, expected, averageApplies) => {
    expect(appliedUnitPrice(own, 2_586_108n)).toEqual({ priceFen: expected, averageApplies });
  });

  it('is the average of all houses by area, half up to the fen', () => {
    const house = (valueFen: bigint, areaHundredths: bigint) => ({ valueFen, areaHundredths });
    expect(averagePrice([house(30_000n, 100n), house(10_000n, 300n)])).toBe(10_000n);
    expect(averagePrice([house(1n, 200n)])).toBe(1n);
    expect(averagePrice([house(1n, 201n)])).toBe(0n);
  });

  it('needs an area', () => {
    expect(() => averagePrice([])).toThrow(RangeError);
    expect(() => averagePrice([{ valueFen: 1n, areaHundredths: 0n }])).toThrow(RangeError);
  });
});

describe('a referral to the experts (R-36)', () => {
  const small = { householdFen: 999_999_999n, projectFen: 49_999_999_999n, majorProject: false };

  it.each([
    ['neither sum is reached', {}, []],
    ['ten million for a household', { householdFen: 1_000_000_000n }, ['household-amount']],
    ['five hundred million for a project', { projectFen: 50_000_000_000n }, ['project-amount']],
    ['a major project', { majorProject: true }, ['major-project']],
    ['nothing at all', { householdFen: 0n, projectFen: 0n }, []],
  ])('%s', (_story, rest, expected) => {
    expect(referralReasons({ ...small, ...rest }, policy)).toEqual(expected);
  });
});
