import { z } from 'zod';
import { actOf, isActName } from '../../rules/acts.js';
import type { ActName, CaseKind } from '../../rules/acts.js';

/** Which variable of a process holds the id of the case, per kind of case. */
export const CASE_VARIABLES = {
  household: 'householdId',
  notice: 'noticeId',
  objection: 'objectionId',
  'payment-list': 'listId',
  project: 'projectId',
} as const satisfies Record<CaseKind, string>;

/** Every variable the API reads of a task. */
export const TASK_VARIABLES: readonly string[] = Object.values(CASE_VARIABLES);

export interface TaskCase {
  readonly act: ActName;
  readonly kind: CaseKind;
  readonly id: string;
}

const uuid = z.uuid();
const idOf = (value: unknown): string | null => {
  const parsed = uuid.safeParse(value);
  return parsed.success ? parsed.data : null;
};

/** What a task is about, from its act and its process variables; null when it is no task of ours. */
export function taskCaseOf(act: string, variables: Readonly<Record<string, unknown>>): TaskCase | null {
  if (!isActName(act)) return null;
  const kind = actOf(act).caseKind;
  const id = idOf(variables[CASE_VARIABLES[kind]]);
  return id === null ? null : { act, kind, id };
}
