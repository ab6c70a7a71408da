import { describe, expect, it } from '@jest/globals';
import { checkPlanFigures, comparePlans } from '../../../rules/plan/plan-figures.js';
import type { CollectivePlanFigures, PlanFigures, StatePlanFigures } from '../../../rules/plan/plan-figures.js';
import { ruleBookOf } from '../../../rules/plan/rule-book.js';
import { codes, policy } from '../builders.js';

const state: StatePlanFigures = {
  scheme: 'state',
  averagePriceFen: 2_586_108n,
  subsidyCoefficientBp: 3_000,
  unitSizeSubsidyHundredths: 1_500n,
  conversionPriceFen: 2_150_000n,
};
const collective: CollectivePlanFigures = {
  scheme: 'collective',
  landBasePriceFen: 300_000n,
  priceSubsidyFen: 200_000n,
};
const plan = (rest: Partial<PlanFigures> = {}): PlanFigures => ({
  figures: state,
  grants: [{ item: 'early-signing-award', amountFen: 5_000_000n, clause: '方案第十二条' }],
  signingPeriodDays: 30,
  effectiveRateBp: 9_000,
  reasons: [],
  ...rest,
});

describe('what a plan may say in figures', () => {
  it.each<[string, 'negotiated' | 'state' | 'collective', Partial<PlanFigures>, string[]]>([
    ['a negotiated plan by the standards of state-owned land', 'negotiated', {}, []],
    ['a negotiated plan by the standards of collective land', 'negotiated', { figures: collective }, []],
    ['collective standards on state-owned land', 'state', { figures: collective }, ['MODE_NOT_FITTING']],
    ['state standards on collective land', 'collective', { figures: state }, ['MODE_NOT_FITTING']],
    ['the coefficient at its limit', 'state', { figures: { ...state, subsidyCoefficientBp: 3_000 } }, []],
    [
      'the coefficient above it',
      'state',
      { figures: { ...state, subsidyCoefficientBp: 3_001 } },
      ['FIELD_OUT_OF_RANGE'],
    ],
    ['no average price', 'state', { figures: { ...state, averagePriceFen: 0n } }, ['FIELD_OUT_OF_RANGE']],
    ['15 m² a certificate', 'state', { figures: { ...state, unitSizeSubsidyHundredths: 1_500n } }, []],
    ['more than that', 'state', { figures: { ...state, unitSizeSubsidyHundredths: 1_501n } }, ['FIELD_OUT_OF_RANGE']],
    [
      'no price of the land',
      'collective',
      { figures: { ...collective, landBasePriceFen: 0n } },
      ['FIELD_OUT_OF_RANGE'],
    ],
    ['a rate of 80 % for a decision', 'state', { effectiveRateBp: 8_000 }, []],
    ['one below 80 %', 'state', { effectiveRateBp: 7_999 }, ['RATE_BELOW_MINIMUM']],
    ['no day to sign', 'state', { signingPeriodDays: 0 }, ['FIELD_OUT_OF_RANGE']],
    [
      'an award without an amount',
      'state',
      { grants: [{ item: 'early-signing-award', amountFen: null, clause: '方案第十二条' }] },
      ['FIELD_MISSING'],
    ],
    [
      'a moving fee as the policy has it',
      'state',
      { grants: [{ item: 'moving-fee', amountFen: null, clause: '方案第八条' }] },
      [],
    ],
    [
      'an amount that no clause grants',
      'state',
      { grants: [{ item: 'moving-fee', amountFen: 1_500n, clause: ' ' }] },
      ['FIELD_MISSING'],
    ],
    [
      'the same item twice',
      'state',
      { grants: [1n, 2n].map((amountFen) => ({ item: 'moving-fee' as const, amountFen, clause: '方案第八条' })) },
      ['FIELD_INVALID'],
    ],
  ])('%s (%s)', (_story, mode, rest, expected) => {
    expect(codes(checkPlanFigures(mode, plan(rest), policy).findings)).toEqual(expected);
  });
});

describe('the plans of both tracks set the same standards (R-26)', () => {
  it('and differ in nothing where they say the same', () => {
    const { passed, value } = comparePlans(plan(), plan({ effectiveRateBp: 8_500, signingPeriodDays: 60 }), policy);
    expect([passed, value]).toEqual([true, []]);
  });

  it.each<[string, Partial<PlanFigures>, string]>([
    ['another average price', { figures: { ...state, averagePriceFen: 2_586_109n } }, 'house-value'],
    ['another coefficient', { figures: { ...state, subsidyCoefficientBp: 2_999 } }, 'price-subsidy'],
    ['no unit-size subsidy', { figures: { ...state, unitSizeSubsidyHundredths: null } }, 'unit-size-subsidy'],
    ['another conversion price', { figures: { ...state, conversionPriceFen: 2_150_001n } }, 'hardship-top-up'],
    ['no award', { grants: [] }, 'early-signing-award'],
    [
      'a fen more of it',
      { grants: [{ item: 'early-signing-award', amountFen: 5_000_001n, clause: '方案第十二条' }] },
      'early-signing-award',
    ],
  ])('%s is a difference, allowed with its reason alone', (_story, rest, component) => {
    const refused = comparePlans(plan(), plan(rest), policy);
    expect(refused.findings).toMatchObject([{ code: 'STANDARD_DIFFERS', basis: 'R-26', field: component }]);
    const reasons = [{ component: 'house-value' as const, reason: ' ' }];
    expect(comparePlans(plan(), plan({ ...rest, reasons }), policy).passed).toBe(false);
    const name = refused.value[0]?.component ?? 'house-value';
    const explained = plan({ ...rest, reasons: [{ component: name, reason: '评估时点重新确定' }] });
    expect(comparePlans(plan(), explained, policy)).toMatchObject({ passed: true, value: [{ component }] });
  });
});

describe('the figures by which a plan compensates a household', () => {
  const household = {
    unitPriceFen: 120_000n,
    nonSelfContained: true,
    newHomestead: false,
    dwelling: true,
    counts: new Map(),
  };

  it('are its own price and the figures of the plan', () => {
    expect(ruleBookOf(plan(), household, policy).figures).toEqual({
      scheme: 'state',
      unitPriceFen: 120_000n,
      averagePriceFen: 2_586_108n,
      subsidyCoefficientBp: 3_000,
      nonSelfContained: true,
      unitSizeSubsidyHundredths: 1_500n,
    });
  });

  it.each([
    [false, 300_000n],
    [true, null],
  ])('pay for the land unless there is a new homestead (%s)', (newHomestead, landBasePriceFen) => {
    const { figures } = ruleBookOf(plan({ figures: collective }), { ...household, newHomestead }, policy);
    expect(figures).toMatchObject({ replacementPriceFen: 120_000n, landBasePriceFen, priceSubsidyFen: 200_000n });
  });

  it('grant to all alike what is not counted, and what is counted to those who have some', () => {
    const grants = [
      { item: 'moving-fee', amountFen: null, clause: '方案第八条' },
      { item: 'move-air-conditioner', amountFen: null, clause: '方案第九条' },
      { item: 'temporary-housing', amountFen: 200_000n, clause: '方案第十条' },
    ] as const;
    const counts = new Map([['move-air-conditioner' as const, 2]]);
    expect(ruleBookOf(plan({ grants }), { ...household, counts }, policy).items).toEqual([
      { item: 'moving-fee', plan: null },
      { item: 'move-air-conditioner', plan: null, quantity: 2 },
    ]);
  });

  it('grant what is for living there to nobody who does not live there', () => {
    const grants = [
      { item: 'moving-fee', amountFen: null, clause: '方案第八条' },
      { item: 'equipment-refit', amountFen: null, clause: '方案第九条' },
      { item: 'registration-move-award', amountFen: 1_000_000n, clause: '方案第十条' },
    ] as const;
    const { items } = ruleBookOf(plan({ grants }), { ...household, dwelling: false }, policy);
    expect(items.map(({ item }) => item)).toEqual(['moving-fee']);
  });
});
