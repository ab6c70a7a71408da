import { describe, expect, it } from '@jest/globals';
import { policyOn } from '../../../rules/policy/policies.js';
import { checkLeadershipDecision } from '../../../rules/registers/leadership-decision.js';
import { PLAN_BASIS, PLAN_PROBLEMS } from '../../../rules/registers/plan-of-2021.js';
import { dueDayFindings, mayCloseProblem, mayReportMeasure } from '../../../rules/registers/problem.js';

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe('problems of the plan (R-22)', () => {
  it('are five, each with a measure and the demands it stands for', () => {
    expect(PLAN_PROBLEMS).toHaveLength(5);
    for (const { measure, clause } of PLAN_PROBLEMS)
      expect([measure === '', clause]).toEqual([false, expect.any(String)]);
  });

  it.each([
    ['nobody owns it', { ownerId: null, reported: true, personId: 'p' }, ['FIELD_MISSING']],
    ['nothing was reported', { ownerId: 'o', reported: false, personId: 'p' }, ['FIELD_MISSING']],
    ['the owner closes it', { ownerId: 'o', reported: true, personId: 'o' }, ['DUTY_NOT_SEPARATED']],
    ['another closes it', { ownerId: 'o', reported: true, personId: 'p' }, []],
  ])('when %s', (_what, state, expected) => {
    expect(codes(mayCloseProblem(state))).toEqual(expected);
  });

  it('are reported on by their owner alone, until a day that is not over', () => {
    expect([codes(mayReportMeasure('o', 'p')), mayReportMeasure('o', 'o')]).toEqual([['DUTY_NOT_SEPARATED'], []]);
    expect(codes(dueDayFindings('dueOn', '2026-03-01', '2026-03-02', 'R-22'))).toEqual(['FIELD_OUT_OF_RANGE']);
    expect(dueDayFindings('dueOn', '2026-03-02', '2026-03-02', 'R-22')).toEqual([]);
  });
});

describe('what the plan rests on (R-3)', () => {
  it('are four opinions, two meetings and its issue', () => {
    expect(PLAN_BASIS.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'opinion'),
      'meeting',
      'meeting',
      'issue',
    ]);
  });
});

describe('a decision of the leaders (R-67)', () => {
  const policy = policyOn('2026-03-02');
  it.each([
    ['three of three on a major matter', true, ['甲', '乙', '丙'], 3, 0, []],
    ['two of three on a major matter', true, ['甲', '乙', '丙'], 2, 1, []],
    ['two on a major matter', true, ['甲', '乙'], 2, 0, ['DECIDED_ALONE']],
    ['one alone on a small matter', false, ['甲'], 1, 0, []],
    ['half of four', false, ['甲', '乙', '丙', '丁'], 2, 2, ['NO_MAJORITY']],
    ['those who abstain do not agree', false, ['甲', '乙', '丙', '丁'], 2, 0, ['NO_MAJORITY']],
    ['one counted twice', false, ['甲', '甲'], 2, 0, ['ROW_DUPLICATE']],
    ['more votes than persons', false, ['甲', '乙'], 2, 1, ['FIELD_INVALID']],
  ])('by %s', (_what, major, participants, votesFor, votesAgainst, expected) => {
    expect(codes(checkLeadershipDecision({ major, participants, votesFor, votesAgainst }, policy))).toEqual(expected);
  });
});
