import { describe, expect, it } from '@jest/globals';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { CASE_VARIABLES, taskCaseOf } from '../../rules/task-case.js';

const ID = '018f2b1c-1234-7000-8000-123456789012';

describe('the case a user task is about', () => {
  it.each(ACT_NAMES)('is found by the act %s in the variable of its kind', (act) => {
    const kind = actOf(act).caseKind;
    expect(taskCaseOf(act, { [CASE_VARIABLES[kind]]: ID })).toEqual({ act, kind, id: ID });
  });

  it.each([
    ['no act', undefined, { householdId: ID }],
    ['an act that is none of ours', 'constructor', { householdId: ID }],
    ['no id', 'negotiate', {}],
    ['an id of another kind', 'negotiate', { noticeId: ID }],
    ['an id that is none', 'negotiate', { householdId: "1' or '1'='1" }],
    ['a number', 'negotiate', { householdId: 1 }],
  ])('is nothing with %s', (_story, act, variables) => {
    expect(taskCaseOf(act, variables)).toBeNull();
  });
});
