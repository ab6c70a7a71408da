import { describe, expect, it } from '@jest/globals';
import { checkCommissionTerm, checkFirmStaff } from '../../../rules/launch/check-commission.js';
import { checkFormalMode } from '../../../rules/launch/check-formal-mode.js';
import { checkCollectiveGround, checkStateGround } from '../../../rules/launch/check-ground.js';
import type { StateGroundGiven } from '../../../rules/launch/check-ground.js';
import { freezePeriod } from '../../../rules/launch/freeze-period.js';
import type { FormalMode, Land } from '../../../rules/launch/grounds.js';
import type { Mode } from '../../../rules/vocabulary/cases.js';
import { codes, policy } from '../builders.js';

const fields = (findings: readonly { field?: string }[]) => findings.map(({ field }) => field);

describe('public interest and plans', () => {
  const conforming: StateGroundGiven = {
    ground: 'old-area-renewal',
    economicPlan: true,
    landUsePlan: true,
    urbanPlan: true,
    specialPlan: true,
    annualPlan: true,
  };

  it('lets a ground pass that conforms with all four plans and stands in the plan of the year', () => {
    expect(checkStateGround(conforming)).toEqual([]);
  });

  it.each(['economicPlan', 'landUsePlan', 'urbanPlan', 'specialPlan', 'annualPlan'] as const)(
    'refuses without %s',
    (plan) => {
      expect(fields(checkStateGround({ ...conforming, [plan]: false }))).toEqual([plan]);
    },
  );

  it('asks for the plan of the year only for affordable housing and the renewal of old areas', () => {
    expect(fields(checkStateGround({ ...conforming, ground: 'affordable-housing', annualPlan: false }))).toEqual([
      'annualPlan',
    ]);
    expect(checkStateGround({ ...conforming, ground: 'infrastructure', annualPlan: false })).toEqual([]);
  });

  it('names every plan that collective land does not conform with', () => {
    expect(checkCollectiveGround({ landUsePlan: true, urbanPlan: true })).toEqual([]);
    expect(fields(checkCollectiveGround({ landUsePlan: false, urbanPlan: false }))).toEqual([
      'landUsePlan',
      'urbanPlan',
    ]);
  });
});

describe('which formal track is prepared beside the negotiation (R-11 to R-13)', () => {
  it.each<[FormalMode, Mode, Land, string[]]>([
    ['none', 'negotiated', 'state', []],
    ['state', 'negotiated', 'state', []],
    ['collective', 'negotiated', 'collective', []],
    ['state', 'negotiated', 'both', []],
    ['collective', 'negotiated', 'both', []],
    ['state', 'negotiated', 'collective', ['MODE_NOT_FITTING']],
    ['collective', 'negotiated', 'state', ['MODE_NOT_FITTING']],
    ['state', 'state', 'state', []],
    ['none', 'state', 'state', ['MODE_NOT_FITTING']],
    ['collective', 'state', 'both', ['MODE_NOT_FITTING']],
  ])('%s for a project of mode %s on land %s: %j', (formalMode, mode, land, expected) => {
    expect(codes(checkFormalMode(formalMode, { mode, land }))).toEqual(expected);
  });
});

describe('the freeze', () => {
  const today = '2026-03-02';
  it.each<[number, string]>([
    [1, '2026-04-01'],
    [12, '2027-03-01'],
  ])('of %s months ends on %s', (months, endsOn) => {
    expect(freezePeriod(today, months, today, policy)).toMatchObject({ passed: true, value: endsOn });
  });

  it.each([0, 13, 1.5, -1])('may not last %s months', (months) => {
    expect(codes(freezePeriod(today, months, today, policy).findings)).toEqual(['PERIOD_TOO_LONG']);
  });

  it('may not begin before it is issued', () => {
    expect(codes(freezePeriod('2026-03-01', 12, today, policy).findings)).toEqual(['FIELD_OUT_OF_RANGE']);
  });
});

describe('the commission of a firm', () => {
  it('may be for one day or open, but not end before it begins', () => {
    expect(checkCommissionTerm('2026-03-02', '2026-03-02')).toEqual([]);
    expect(checkCommissionTerm('2026-03-02', null)).toEqual([]);
    expect(codes(checkCommissionTerm('2026-03-02', '2026-03-01'))).toEqual(['FIELD_OUT_OF_RANGE']);
  });

  it.each<[number, Land, string[]]>([
    [20, 'collective', []],
    [19, 'collective', ['FIRM_UNDERSTAFFED']],
    [19, 'both', ['FIRM_UNDERSTAFFED']],
    [3, 'state', []],
  ])('with %s certified staff on %s land: %j', (staff, land, expected) => {
    expect(codes(checkFirmStaff(staff, land, policy))).toEqual(expected);
  });
});
