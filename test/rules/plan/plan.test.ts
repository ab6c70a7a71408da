import { describe, expect, it } from '@jest/globals';
import { consultationPeriod } from '../../../rules/plan/consultation.js';
import type { PlanKind } from '../../../rules/plan/consultation.js';
import { assessOpinions, mayRequestHearing } from '../../../rules/plan/opinions.js';
import { assessWillingness } from '../../../rules/plan/willingness.js';
import type { Mode } from '../../../rules/vocabulary/cases.js';
import { calendar, codes, policy } from '../builders.js';

const kind = (mode: Mode, renewal = false): PlanKind => ({ mode, renewal });

describe('consulting on a plan', () => {
  it.each<[string, PlanKind, number | null, string, string[]]>([
    ['thirty days on state-owned land', kind('state'), null, '2026-12-02', []],
    ['sixty for renewal', kind('state', true), null, '2027-01-01', []],
    ['thirty on collective land', kind('collective'), null, '2026-12-02', []],
    ['thirty in a negotiated project, even of an old area', kind('negotiated', true), null, '2026-12-02', []],
    ['one day less', kind('state'), 29, '2026-12-02', ['PERIOD_TOO_SHORT']],
    ['one day more', kind('state'), 31, '2026-12-03', []],
    ['thirty are too few for renewal', kind('state', true), 59, '2027-01-01', ['PERIOD_TOO_SHORT']],
    ['half a day', kind('collective'), 30.5, '2026-12-02', ['PERIOD_TOO_SHORT']],
    ['for ever', kind('collective'), 3_651, '2026-12-02', ['PERIOD_TOO_SHORT']],
  ])('%s', (_story, plan, wished, lastDay, expected) => {
    const decision = consultationPeriod(plan, '2026-11-02T01:00:00Z', wished, calendar, policy);
    expect([decision.value.lastDay, codes(decision.findings)]).toEqual([lastDay, expected]);
  });
});

describe('opinions on a plan', () => {
  it.each<[string, PlanKind, number, number, number, string, string[]]>([
    ['exactly half', kind('state', true), 100, 50, 0, 'continue', []],
    ['one more', kind('state', true), 100, 51, 0, 'hearing', ['PLAN_DISPUTED']],
    ['a majority of members on collective land', kind('collective'), 3, 2, 0, 'hearing', ['PLAN_DISPUTED']],
    ['a majority outside renewal', kind('state'), 3, 2, 0, 'revise', ['PLAN_DISPUTED']],
    ['a majority in a negotiated project', kind('negotiated', true), 3, 2, 0, 'revise', ['PLAN_DISPUTED']],
    ['nobody', kind('collective'), 0, 0, 0, 'continue', []],
    ['one without an answer', kind('collective'), 3, 1, 1, 'continue', ['OBJECTION_OPEN']],
  ])('%s', (_story, plan, units, unlawful, unanswered, outcome, expected) => {
    const decision = assessOpinions({ kind: plan, units, unlawful, unanswered }, policy);
    expect([decision.value.outcome, codes(decision.findings)]).toEqual([outcome, expected]);
  });

  it.each([
    [1, 2, 0],
    [1, -1, 0],
    [1.5, 1, 0],
    [1, 1, -1],
  ])('cannot be %d, %d, %d', (units, unlawful, unanswered) => {
    expect(() => assessOpinions({ kind: kind('state'), units, unlawful, unanswered }, policy)).toThrow(RangeError);
  });

  it.each<[string, Mode, string, string[]]>([
    ['on the last day', 'collective', '2026-11-09', []],
    ['a day late', 'collective', '2026-11-10', ['REQUEST_TOO_LATE']],
    ['before the notice', 'collective', '2026-11-01', ['STEP_OUT_OF_ORDER']],
    ['on state-owned land', 'state', '2026-11-09', ['MODE_NOT_APPLICABLE']],
  ])('a hearing asked for %s', (_story, mode, requestedOn, expected) => {
    expect(codes(mayRequestHearing(kind(mode), '2026-11-02', requestedOn, calendar, policy).findings)).toEqual(
      expected,
    );
  });
});

describe('the first round', () => {
  it.each<[string, PlanKind, number, number, number, string[]]>([
    ['ninety of a hundred', kind('state', true), 100, 90, 9_000, []],
    ['one fewer', kind('state', true), 100, 89, 8_900, ['RATE_NOT_REACHED']],
    ['one more', kind('negotiated'), 100, 91, 9_100, []],
    ['89.999 % is not 90 %', kind('negotiated'), 100_000, 89_999, 8_999, ['RATE_NOT_REACHED']],
    ['nobody agrees', kind('negotiated'), 10, 0, 0, ['RATE_NOT_REACHED']],
    ['nobody is there', kind('negotiated'), 0, 0, 0, ['NO_UNITS']],
    ['not outside renewal', kind('state'), 10, 10, 10_000, ['MODE_NOT_APPLICABLE']],
    ['not on collective land', kind('collective'), 10, 10, 10_000, ['MODE_NOT_APPLICABLE']],
  ])('%s', (_story, plan, units, agreeing, rateBp, expected) => {
    const decision = assessWillingness(plan, { units, agreeing }, policy);
    expect([decision.value.rateBp, codes(decision.findings)]).toEqual([rateBp, expected]);
    expect(decision.value.reached).toBe(expected.length === 0);
  });

  it.each([
    [1, 2],
    [-1, 0],
    [1, 0.5],
  ])('cannot have %d units of which %d agree', (units, agreeing) => {
    expect(() => assessWillingness(kind('negotiated'), { units, agreeing }, policy)).toThrow(RangeError);
  });
});
