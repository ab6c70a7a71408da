import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rateAward } from '../../../rules/compensation/rate-award.js';
import { settleExchange } from '../../../rules/compensation/settle-exchange.js';

const house = (valueFen: bigint) => ({ name: '安置房', valueFen });

describe('an exchange house', () => {
  it.each([
    ['none', 100n, [], 100n, 0n],
    ['worth as much', 100n, [100n], 0n, 0n],
    ['a fen cheaper', 100n, [99n], 1n, 0n],
    ['a fen dearer', 100n, [101n], 0n, 1n],
    ['two of them', 100n, [60n, 70n], 0n, 30n],
  ] as const)('%s', (_story, due, values, to, from) => {
    expect(settleExchange(due, values.map(house))).toEqual({ toHouseholdFen: to, fromHouseholdFen: from });
  });

  it('settles the difference one way or the other, never both', () => {
    const money = fc.bigInt(0n, 10n ** 12n);
    fc.assert(
      fc.property(money, fc.array(money, { maxLength: 4 }), (due, values) => {
        const { toHouseholdFen, fromHouseholdFen } = settleExchange(due, values.map(house));
        expect(toHouseholdFen - fromHouseholdFen).toBe(due - values.reduce((sum, each) => sum + each, 0n));
        expect(toHouseholdFen === 0n || fromHouseholdFen === 0n).toBe(true);
      }),
    );
  });

  it('is never worth less than nothing', () => {
    expect(() => settleExchange(-1n, [])).toThrow(RangeError);
    expect(() => settleExchange(1n, [house(-1n)])).toThrow(RangeError);
  });
});

describe('the award for the signing rate', () => {
  const steps = [
    { fromRateBp: 8_500, amountFen: 12_000_000n },
    { fromRateBp: 9_500, amountFen: 15_000_000n },
  ];

  it.each([
    [8_499, 0n],
    [8_500, 12_000_000n],
    [9_499, 12_000_000n],
    [9_500, 15_000_000n],
    [10_000, 15_000_000n],
  ])('at %d bp is %d', (rateBp, expected) => {
    expect(rateAward(steps, rateBp)).toBe(expected);
  });

  it('rises step by step or is none', () => {
    expect(rateAward([], 10_000)).toBe(0n);
    const wrong = [[...steps].reverse(), [...steps, { fromRateBp: 9_800, amountFen: 15_000_000n }]];
    for (const each of wrong) expect(() => rateAward(each, 9_000)).toThrow(RangeError);
  });
});
