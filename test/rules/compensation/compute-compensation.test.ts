import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { componentLabels } from '../../../rules/compensation/component.js';
import { computeCompensation } from '../../../rules/compensation/compute-compensation.js';
import type { CompensationInput, StateFigures } from '../../../rules/compensation/input.js';
import { codes, policy, publishedCase, publishedFigures } from '../builders.js';

const compute = (rest: Partial<CompensationInput> = {}) => computeCompensation({ ...publishedCase, ...rest }, policy);
const withFigures = (rest: Partial<StateFigures>) => compute({ figures: { ...publishedFigures, ...rest } });

describe('the compensation of a household', () => {
  it('gives the published case to the fen (R-15)', () => {
    const { passed, value } = compute();
    expect(passed).toBe(true);
    expect(value?.components.map(({ fen }) => fen)).toEqual([37_922_688n, 14_221_008n, 38_791_620n]);
    expect(value?.totalFen).toBe(90_935_316n);
  });

  it('explains every component with its figures and clause', () => {
    for (const { name, label, basis } of compute({ items: [{ item: 'moving-fee', plan: null }] }).value?.components ??
      []) {
      expect(label).toBe(componentLabels[name]);
      expect(basis).toMatch(/\d.*；./u);
    }
    expect(compute().value?.components[0]?.basis).toContain('0.8 × 25861.08元/㎡ × 18.33㎡');
    expect(compute({ livingAreaHundredths: 1_190n }).value?.components[0]?.basis).toContain('居住面积11.90㎡ × 1.54');
    expect(compute({ mode: 'negotiated' }).value?.components[0]?.basis).toContain('协议置换按国有土地口径');
  });

  const figures = fc.record({
    scheme: fc.constant('state' as const),
    unitPriceFen: fc.bigInt(1n, 20_000_000n),
    averagePriceFen: fc.bigInt(1n, 20_000_000n),
    subsidyCoefficientBp: fc.integer({ min: 0, max: 3_000 }),
    nonSelfContained: fc.boolean(),
    unitSizeSubsidyHundredths: fc.bigInt(0n, 1_500n),
  });
  const input = fc.record({
    figures,
    tenure: fc.constantFrom('private' as const, 'public-tenancy' as const),
    areaHundredths: fc.bigInt(1n, 1_000_000n),
    hardship: fc.option(
      fc.record({ persons: fc.integer({ min: 1, max: 20 }), conversionPriceFen: fc.bigInt(1n, 10_000_000n) }),
    ),
  });

  it('is the sum of its components, and no component is negative', () => {
    fc.assert(
      fc.property(input, (given) => {
        const value = compute(given).value;
        expect(value?.components.reduce((sum, { fen }) => sum + fen, 0n)).toBe(value?.totalFen);
        expect(value?.components.every(({ fen }) => fen >= 0n)).toBe(true);
      }),
    );
  });

  it('never gives a larger area less, nor a tenant more than an owner', () => {
    fc.assert(
      fc.property(input, fc.bigInt(0n, 1_000n), (given, more) => {
        const total = (rest: Partial<CompensationInput>) =>
          compute({ ...given, hardship: null, ...rest }).value?.totalFen ?? -1n;
        expect(total({ areaHundredths: given.areaHundredths + more }) >= total({})).toBe(true);
        expect(total({ tenure: 'private' }) >= total({ tenure: 'public-tenancy' })).toBe(true);
      }),
    );
  });

  it('lifts a hardship household exactly to the floor, whatever the figures', () => {
    fc.assert(
      fc.property(input, (given) => {
        if (given.hardship === null) return;
        const floor = given.hardship.conversionPriceFen * BigInt(given.hardship.persons) * 22n;
        const formula = compute({ ...given, hardship: null }).value?.totalFen ?? -1n;
        const expected = formula > floor ? formula : floor;
        expect(compute(given).value?.totalFen).toBe(expected);
      }),
    );
  });

  it.each([
    ['an area of zero', compute({ areaHundredths: 0n }), ['areaSqm']],
    ['a negative area', compute({ areaHundredths: -1n }), ['areaSqm']],
    ['k one basis point above 0.3', withFigures({ subsidyCoefficientBp: 3_001 }), ['k']],
    ['a negative k', withFigures({ subsidyCoefficientBp: -1 }), ['k']],
    ['a broken k', withFigures({ subsidyCoefficientBp: 0.5 }), ['k']],
    ['U one hundredth above 15', withFigures({ unitSizeSubsidyHundredths: 1_501n }), ['unitSizeSubsidySqm']],
    ['a negative U', withFigures({ unitSizeSubsidyHundredths: -1n }), ['unitSizeSubsidySqm']],
    ['no U for a dwelling that needs it', withFigures({ unitSizeSubsidyHundredths: null }), ['unitSizeSubsidySqm']],
    ['prices of zero', withFigures({ unitPriceFen: 0n, averagePriceFen: 0n }), ['unitPrice', 'averagePrice']],
    ['no persons', compute({ hardship: { persons: 0, conversionPriceFen: 1n } }), ['persons']],
    ['half a person', compute({ hardship: { persons: 1.5, conversionPriceFen: 0n } }), ['persons', 'conversionPrice']],
    ['1000 persons', compute({ hardship: { persons: 1_000, conversionPriceFen: 1n } }), ['persons']],
  ])('refuses %s, even from a caller who skipped the parser', (_story, decision, fields) => {
    expect(decision.value).toBeNull();
    expect(decision.findings.map(({ field }) => field)).toEqual(fields);
  });

  it('lets no free amount in: plan items need amount and clause, once each (SD18)', () => {
    const items: CompensationInput['items'] = [
      { item: 'area-award', plan: null },
      { item: 'moving-fee', plan: { amountFen: 0n, clause: ' ' } },
      { item: 'moving-fee', plan: null },
    ];
    const { value, findings } = compute({ items });
    expect(value).toBeNull();
    expect(findings.map(({ field, basis }) => [field, basis])).toEqual([
      ['items[0].planAmount', 'SD18'],
      ['items[1].planAmount', 'SD18'],
      ['items[1].planClause', 'SD18'],
      ['items[2].item', 'SD18'],
    ]);
  });
});

describe('collective land', () => {
  const collective = {
    scheme: 'collective',
    replacementPriceFen: 125_000n,
    landBasePriceFen: 860_000n,
    priceSubsidyFen: 580_000n,
  } as const;
  const base = { ...publishedCase, mode: 'collective', tenure: 'private', areaHundredths: 18_000n } as const;

  it('is (replacement + land + subsidy) × area', () => {
    const { value } = computeCompensation({ ...base, figures: collective }, policy);
    expect(value?.totalFen).toBe(281_700_000n);
  });

  it('leaves the land out for a household with a new homestead', () => {
    const { value } = computeCompensation({ ...base, figures: { ...collective, landBasePriceFen: null } }, policy);
    expect(value?.totalFen).toBe(126_900_000n);
    expect(value?.components[0]?.basis).not.toContain('土地使用权基价');
  });

  it('can be the column a negotiated project copies (R-26)', () => {
    const { value } = computeCompensation({ ...base, mode: 'negotiated', figures: collective }, policy);
    expect(value?.totalFen).toBe(281_700_000n);
    expect(value?.components[0]?.basis).toContain('协议置换按集体土地口径');
  });

  it('knows no public tenancy, no hardship floor and no missing prices', () => {
    const wrong = computeCompensation(
      {
        ...base,
        tenure: 'public-tenancy',
        hardship: { persons: 1, conversionPriceFen: 1n },
        figures: { scheme: 'collective', replacementPriceFen: 0n, landBasePriceFen: 0n, priceSubsidyFen: -1n },
      },
      policy,
    );
    expect(wrong.findings.map(({ field }) => field)).toEqual([
      'tenure',
      'replacementPrice',
      'landBasePrice',
      'priceSubsidy',
      'persons',
    ]);
    expect(codes(wrong.findings)).toContain('FIELD_NOT_APPLICABLE');
  });

  it('pays a shop by its own price with what stops, on top what the plan grants to all (R-26)', () => {
    const nonResidential = { equipmentMoving: null, lostEquipment: [], businessLoss: { kind: 'rate' } } as const;
    const items = [{ item: 'on-time-signing-award', plan: { amountFen: 100n, clause: '方案第十二条' } }] as const;
    const shop = { ...publishedCase, mode: 'negotiated', tenure: 'private', nonResidential, items } as const;
    const { value } = computeCompensation(shop, policy);
    expect(value?.components.map(({ name, fen }) => [name, fen])).toEqual([
      ['non-residential-value', 45_825_000n],
      ['business-loss', 4_582_500n],
      ['on-time-signing-award', 100n],
    ]);
    expect(value?.components[0]?.basis).toContain('R-26');
  });

  it('grants a shop nothing that is for living there, and computes nothing then', () => {
    const nonResidential = { equipmentMoving: null, lostEquipment: [], businessLoss: null };
    const items = [{ item: 'equipment-refit', plan: null }] as const;
    const hardship = { persons: 1, conversionPriceFen: 1n };
    const wrong = { ...publishedCase, tenure: 'government-rent', nonResidential, items, hardship } as const;
    const { value, findings } = computeCompensation(wrong, policy);
    expect([value, findings.map(({ field }) => field)]).toEqual([null, ['tenure', 'persons', 'items[0]']]);
    const loss = {
      ...nonResidential,
      businessLoss: { kind: 'appraised', appraisal: { amountFen: 1n, source: '报告' }, proofYears: 2 },
    } as const;
    const unproven = computeCompensation({ ...publishedCase, nonResidential: loss }, policy);
    expect([unproven.value, unproven.findings.map(({ code }) => code)]).toEqual([null, ['PAPER_MISSING']]);
  });
});
