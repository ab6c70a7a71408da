import { describe, expect, it } from '@jest/globals';
import { mustBeBodyOf, needsWillingness } from '../../../rules/modes/modes.js';
import { checkChanges, checkWhileSigning } from '../../../rules/plan/check-draft.js';
import type { PlanFigures } from '../../../rules/plan/plan-figures.js';

const REGISTERED = {
  averagePriceFen: 2_586_108n,
  subsidyCoefficientBp: 3_000,
  unitSizeSubsidyHundredths: 1_500n,
  conversionPriceFen: null,
  effectiveRateBp: 9_000,
};
const { effectiveRateBp, ...prices } = REGISTERED;
const PLAN: PlanFigures = {
  figures: { scheme: 'state', ...prices },
  grants: [],
  signingPeriodDays: 30,
  effectiveRateBp,
  reasons: [],
};

describe('a plan that is adopted while people sign already (R-26, R-29)', () => {
  it('says what the households before were computed from', () => {
    expect(checkWhileSigning(PLAN, REGISTERED)).toEqual([]);
  });

  it.each<[string, Partial<PlanFigures>]>([
    ['another price', { figures: { scheme: 'state', ...prices, averagePriceFen: 1n } }],
    ['another scheme', { figures: { scheme: 'collective', landBasePriceFen: 1n, priceSubsidyFen: 1n } }],
    ['another rate', { effectiveRateBp: 8_000 }],
    ['an award that those before did not get', { grants: [{ item: 'area-award', amountFen: 1n, clause: '一' }] }],
  ])('is refused with %s', (_, change) => {
    expect(checkWhileSigning({ ...PLAN, ...change }, REGISTERED).map(({ code }) => code)).toEqual(['SIGNING_RUNNING']);
  });
});

describe('what the mode of a track says of its plan', () => {
  it('says after a consultation what was changed and why', () => {
    expect(checkChanges(false, null)).toEqual([]);
    expect(checkChanges(true, '提高了搬迁费')).toEqual([]);
    expect(checkChanges(true, null)).toMatchObject([{ code: 'FIELD_MISSING', field: 'changes' }]);
  });

  it.each([
    ['negotiated', false, true],
    ['state', false, false],
    ['state', true, true],
    ['collective', true, false],
  ] as const)('%s, renewal %s: willingness asked %s (R-12, R-15, R-16)', (mode, renewal, asked) => {
    expect(needsWillingness(mode, renewal)).toBe(asked);
  });

  it.each([
    ['negotiated', 'draftedBy', 'district-officer'],
    ['state', 'draftedBy', 'town-officer'],
    ['collective', 'draftedBy', 'district-officer'],
    ['state', 'adoptedBy', 'town-officer'],
    ['negotiated', 'adoptedBy', 'district-government'],
  ] as const)('%s is not %s a %s (R-5, R-6, R-7, R-9)', (mode, step, role) => {
    expect(mustBeBodyOf(mode, step, [role])).toMatchObject([{ code: 'ROLE_MISSING' }]);
  });
});
