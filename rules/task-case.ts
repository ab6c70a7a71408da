import { actOf, isActName } from './acts.js';
import { CASE_VARIABLES } from './acts/case-kinds.js';
import type { ActName, CaseKind } from './acts.js';

export { CASE_VARIABLES } from './acts/case-kinds.js';

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
