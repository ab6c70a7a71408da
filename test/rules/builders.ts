import { policyOn } from '../../rules/policy/policies.js';
import type { HolidayCalendar } from '../../rules/period.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import type { CompensationInput, StateFigures } from '../../rules/compensation/input.js';

export const policy = policyOn('2026-11-24');

/** National Day 2026 with its working weekends, as the State Council arranged it; nothing known after 2026. */
export const calendar: HolidayCalendar = {
  version: '2026',
  knownFrom: '2026-01-01',
  knownTo: '2026-12-31',
  holidays: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']),
  workingWeekends: new Set(['2026-09-20', '2026-10-10']),
};

/** An act on a household's case; the test states only what matters to it. */
export function caseAct(act: CaseAct['act'], personId: string, rest: Partial<CaseAct> = {}): CaseAct {
  return {
    caseKind: 'household',
    caseId: 'household-1',
    act,
    round: 1,
    personId,
    verdict: null,
    returnReason: null,
    contentHash: null,
    actedAt: '2026-11-24T08:00:00Z',
    withdrawn: false,
    ...rest,
  };
}

/** The published case: public tenancy of 11.9 m² living area, average price above the household's own. */
export const publishedFigures: StateFigures = {
  scheme: 'state',
  unitPriceFen: 2_500_000n,
  averagePriceFen: 2_586_108n,
  subsidyCoefficientBp: 3_000,
  nonSelfContained: true,
  unitSizeSubsidyHundredths: 1_500n,
};

export const publishedCase: CompensationInput = {
  mode: 'state',
  tenure: 'public-tenancy',
  areaHundredths: 1_833n,
  livingAreaHundredths: null,
  figures: publishedFigures,
  hardship: null,
  nonResidential: null,
  items: [],
};

/** The same case as the calculator's JSON. */
export const publishedJson = {
  mode: 'state',
  tenure: 'public-tenancy',
  areaSqm: null,
  livingAreaSqm: '11.9',
  unitPrice: '25000.00',
  averagePrice: '25861.08',
  k: '0.3',
  unitSizeSubsidySqm: '15',
  nonSelfContained: true,
  persons: null,
  conversionPrice: null,
};

export const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);
