import { actOf, isActName } from './acts.js';
import type { ActName, CaseKind } from './acts.js';

/** Which variable of a process holds the id of the case, per kind of case. */
export const CASE_VARIABLES = {
  household: 'householdId',
  notice: 'noticeId',
  objection: 'objectionId',
  'payment-list': 'listId',
  project: 'projectId',
} as const satisfies Record<CaseKind, string>;

export interface TaskCase {
  readonly act: ActName;
  readonly kind: CaseKind;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a user task is about, from its act and its process variables; null when it is no task of ours. */
export function taskCaseOf(act: string | undefined, variables: Readonly<Record<string, unknown>>): TaskCase | null {
  if (act === undefined || !isActName(act)) return null;
  const kind = actOf(act).caseKind;
  const id = variables[CASE_VARIABLES[kind]];
  return typeof id === 'string' && UUID.test(id) ? { act, kind, id } : null;
}
