import { describe, expect, it } from '@jest/globals';
import {
  PLAN_ITEM_NAMES,
  isPlanItemName,
  needsPlanAmount,
  planItemComponent,
} from '../../../rules/compensation/plan-items.js';
import type { PlanItemName } from '../../../rules/compensation/plan-items.js';
import { policy } from '../builders.js';

const amount = (item: PlanItemName, areaHundredths: bigint, amountFen?: bigint) => {
  const plan = amountFen === undefined ? null : { amountFen, clause: '方案第十二条' };
  return planItemComponent({ item, plan }, areaHundredths, policy).fen;
};

describe('amounts of the plan', () => {
  it.each([
    ['decoration', undefined, 4_897_500n],
    ['moving-fee', undefined, 146_925n],
    ['area-award', 100_000n, 9_795_000n],
  ] as const)('the published sheet of 97.95 m² has %s', (item, rate, expected) => {
    expect(amount(item, 9_795n, rate)).toBe(expected);
  });

  it.each([
    [6_666n, 100_000n],
    [6_667n, 100_005n],
    [1_833n, 100_000n],
  ])('the moving fee for %d hundredths has a floor', (area, expected) => {
    expect(amount('moving-fee', area)).toBe(expected);
  });

  it('per certificate they do not depend on the area', () => {
    expect([amount('equipment-refit', 1n), amount('equipment-refit', 9_999n)]).toEqual([200_000n, 200_000n]);
    expect(amount('on-time-signing-award', 1n, 12_000_000n)).toBe(12_000_000n);
  });

  it('cite the clause of the plan', () => {
    const plan = { amountFen: 50_000n, clause: '方案第十二条' };
    expect(planItemComponent({ item: 'decoration', plan }, 1_833n, policy).basis).toContain('方案第十二条');
  });

  it.each([
    ['temporary-housing', 18, 250_000n, 4_500_000n],
    ['move-air-conditioner', 2, undefined, 80_000n],
    ['move-phone', 1, undefined, 14_000n],
    ['move-water-heater', 1, undefined, 30_000n],
    ['move-broadband', 1, undefined, 9_000n],
    ['move-cable-tv', 3, undefined, 99_000n],
    ['move-gas', 1, undefined, 20_000n],
  ] as const)('%s counts %d', (item, quantity, amountFen, expected) => {
    const plan = amountFen === undefined ? null : { amountFen, clause: '方案第十二条' };
    expect(planItemComponent({ item, plan, quantity }, 1_833n, policy).fen).toBe(expected);
    expect(() => planItemComponent({ item, plan }, 1_833n, policy)).toThrow(item);
  });

  it('never come from nowhere (SD18)', () => {
    for (const item of PLAN_ITEM_NAMES.filter(needsPlanAmount)) {
      expect(() => planItemComponent({ item, plan: null }, 1_833n, policy)).toThrow(item);
    }
    expect(isPlanItemName('bonus-for-friends')).toBe(false);
    expect(isPlanItemName('toString')).toBe(false);
  });
});
