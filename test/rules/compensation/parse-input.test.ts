import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCompensationInput } from '../../../rules/compensation/parse-input.js';
import { policyOf } from '../../../rules/policy/policies.js';
import { policy, publishedJson } from '../builders.js';

const fieldsOf = (json: unknown) => {
  const parsed = parseCompensationInput(json, policy);
  return parsed.ok ? [] : parsed.findings.map(({ field }) => field ?? '');
};
const changed = (rest: Record<string, unknown>) => fieldsOf({ ...publishedJson, ...rest });
const collectiveJson = {
  mode: 'collective',
  tenure: 'private',
  areaSqm: '180',
  replacementPrice: '1250.00',
  landBasePrice: '8600.00',
  priceSubsidy: '0',
};

describe('the calculator’s input', () => {
  it('is read into our units', () => {
    expect(parseCompensationInput(publishedJson, policy)).toEqual({
      ok: true,
      input: {
        mode: 'state',
        tenure: 'public-tenancy',
        areaHundredths: 1_833n,
        livingAreaHundredths: 1_190n,
        figures: {
          scheme: 'state',
          unitPriceFen: 2_500_000n,
          averagePriceFen: 2_586_108n,
          subsidyCoefficientBp: 3_000,
          nonSelfContained: true,
          unitSizeSubsidyHundredths: 1_500n,
        },
        hardship: null,
        nonResidential: null,
        items: [],
      },
    });
  });

  it('takes the building area before the living area, and checks both', () => {
    const parsed = parseCompensationInput({ ...publishedJson, areaSqm: '20' }, policy);
    expect(parsed).toMatchObject({ ok: true, input: { areaHundredths: 2_000n, livingAreaHundredths: null } });
    expect(changed({ areaSqm: '20', livingAreaSqm: '-1' })).toEqual(['livingAreaSqm']);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ mode: 'auction' }, ['mode']],
    [{ mode: undefined }, ['mode']],
    [{ mode: 'toString' }, ['mode']],
    [{ tenure: 'squatter' }, ['tenure']],
    [{ areaSqm: '-18.33' }, ['areaSqm']],
    [{ areaSqm: '0' }, ['areaSqm']],
    [{ areaSqm: 18.33 }, ['areaSqm']],
    [{ livingAreaSqm: null }, ['areaSqm']],
    [{ livingAreaSqm: '0.00' }, ['livingAreaSqm']],
    [{ unitPrice: '25000.005' }, ['unitPrice']],
    [{ unitPrice: '0' }, ['unitPrice']],
    [{ averagePrice: null }, ['averagePrice']],
    [{ k: '0.3001' }, ['k']],
    [{ k: '-0.1' }, ['k']],
    [{ k: null }, ['k']],
    [{ unitSizeSubsidySqm: '15.01' }, ['unitSizeSubsidySqm']],
    [{ unitSizeSubsidySqm: null }, ['unitSizeSubsidySqm']],
    [{ nonSelfContained: 'yes' }, ['nonSelfContained']],
    [{ nonSelfContained: null }, ['nonSelfContained']],
    [{ persons: 7 }, ['conversionPrice']],
    [{ conversionPrice: '21500' }, ['persons']],
    [{ persons: 0, conversionPrice: '21500' }, ['persons']],
    [{ persons: -3, conversionPrice: '21500' }, ['persons']],
    [{ persons: 1.5, conversionPrice: '21500' }, ['persons']],
    [{ persons: 'seven', conversionPrice: '0' }, ['persons', 'conversionPrice']],
    [{ persons: 1_000, conversionPrice: '21500' }, ['persons']],
    [{ replacementPrice: '1' }, ['replacementPrice']],
    [{ negotiatedFollows: 'state' }, ['negotiatedFollows']],
    [{ areaSqmm: '18.33' }, ['areaSqmm']],
    [{ ['__proto__x']: 1 }, ['__proto__x']],
    [{ items: {} }, ['items']],
    [{ items: ['moving-fee'] }, ['items[0]']],
    [{ items: [{ item: 'gift' }] }, ['items[0].item']],
    [{ items: [{ item: 'area-award' }] }, ['items[0].planAmount']],
    [{ items: [{ item: 'area-award', planAmount: '1000' }] }, ['items[0].planClause']],
    [{ items: [{ item: 'area-award', planAmount: '0', planClause: '方案第十二条' }] }, ['items[0].planAmount']],
    [{ items: [{ item: 'moving-fee', yuan: '5' }] }, ['items[0].yuan']],
    [{ items: [{ item: 'moving-fee' }, { item: 'moving-fee' }] }, ['items[1].item']],
    [{ items: [{ item: 'move-phone' }] }, ['items[0].quantity']],
    [{ items: [{ item: 'move-phone', quantity: 0 }] }, ['items[0].quantity']],
    [{ items: [{ item: 'move-phone', quantity: 1 }] }, []],
    [{ items: [{ item: 'move-phone', quantity: 999 }] }, []],
    [{ items: [{ item: 'move-phone', quantity: 1000 }] }, ['items[0].quantity']],
    [{ items: [{ item: 'move-phone', quantity: 1.5 }] }, ['items[0].quantity']],
    [{ items: [{ item: 'moving-fee', quantity: 1 }] }, ['items[0].quantity']],
    [{ items: [{ item: 'gift', quantity: 1 }] }, ['items[0].item']],
  ])('refuses %j with one message for each field', (rest, expected) => {
    expect(changed(rest)).toEqual(expected);
  });

  it('tells everything that is wrong at once', () => {
    const fields = changed({ mode: 'x', k: '0.31', areaSqm: '-1', unitSizeSubsidySqm: '16', persons: 0, unitPrice: 1 });
    expect(fields.sort()).toEqual([
      'areaSqm',
      'conversionPrice',
      'k',
      'mode',
      'persons',
      'unitPrice',
      'unitSizeSubsidySqm',
    ]);
  });

  it.each([null, [], 'text', 5, undefined])('refuses %j, which is no object', (json) => {
    const parsed = parseCompensationInput(json, policy);
    expect(parsed.ok ? [] : parsed.findings.map(({ code }) => code)).toEqual(['COMPENSATION_INPUT_INVALID']);
  });

  it('accepts persons as plain digits, and a self-contained dwelling without subsidy area', () => {
    expect(changed({ persons: '7', conversionPrice: '21500.00' })).toEqual([]);
    expect(changed({ nonSelfContained: false, unitSizeSubsidySqm: null })).toEqual([]);
    expect(
      changed({ items: [{ item: 'moving-fee' }, { item: 'area-award', planAmount: '1000', planClause: '第十二条' }] }),
    ).toEqual([]);
  });

  it('never throws and never lets a broken value through', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom('1', '0.3', 'state', null, true),
      fc.anything(),
    );
    const json = fc.record(Object.fromEntries(Object.keys(publishedJson).map((field) => [field, anything])));
    fc.assert(
      fc.property(json, (value) => {
        const parsed = parseCompensationInput(value, policy);
        if (parsed.ok) expect(parsed.input.areaHundredths > 0n).toBe(true);
        else expect(new Set(parsed.findings.map(({ field }) => field)).size).toBe(parsed.findings.length);
      }),
    );
  });
});

describe('input for collective land', () => {
  it('has prices of its own', () => {
    const parsed = parseCompensationInput(collectiveJson, policy);
    expect(parsed).toMatchObject({
      ok: true,
      input: {
        figures: {
          scheme: 'collective',
          replacementPriceFen: 125_000n,
          landBasePriceFen: 860_000n,
          priceSubsidyFen: 0n,
        },
      },
    });
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ replacementPrice: null }, ['replacementPrice']],
    [{ landBasePrice: '0' }, ['landBasePrice']],
    [{ priceSubsidy: '-1' }, ['priceSubsidy']],
    [{ newHomestead: true }, ['landBasePrice']],
    [{ newHomestead: 'maybe' }, ['newHomestead']],
    [{ newHomestead: true, landBasePrice: null }, []],
    [{ newHomestead: false }, []],
    [{ tenure: 'public-tenancy' }, ['tenure']],
    [{ k: '0.3', unitPrice: '1' }, ['unitPrice', 'k']],
    [{ persons: 7 }, ['persons']],
    [{ persons: 7, conversionPrice: '1' }, ['persons', 'conversionPrice']],
  ])('with %j names %j', (rest, expected) => {
    expect(fieldsOf({ ...collectiveJson, ...rest })).toEqual(expected);
  });
});

describe('a negotiated project (R-26)', () => {
  it('copies the column of state-owned land unless it says otherwise', () => {
    expect(changed({ mode: 'negotiated' })).toEqual([]);
    expect(fieldsOf({ ...collectiveJson, mode: 'negotiated', negotiatedFollows: 'collective' })).toEqual([]);
    expect(changed({ mode: 'negotiated', negotiatedFollows: 'neither' })).toEqual(['negotiatedFollows']);
  });

  it('or unless the policy does', () => {
    const follows = { ...policy.compensation.negotiatedFollows, value: 'collective' as const };
    const header = { version: 'c', validFrom: '2026-01-01', validTo: null, basis: '试验' };
    const other = policyOf(header, { ...policy, compensation: { ...policy.compensation, negotiatedFollows: follows } });
    expect(parseCompensationInput({ ...collectiveJson, mode: 'negotiated' }, other).ok).toBe(true);
  });
});
