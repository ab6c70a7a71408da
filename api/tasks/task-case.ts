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

/** Variables that say which round a task belongs to. */
const ROUND_VARIABLES = ['surveyRound', 'negotiationRound'] as const;

/** Every variable the API reads of a task. */
export const TASK_VARIABLES = [...Object.values(CASE_VARIABLES), ...ROUND_VARIABLES, 'agreementId'];

export interface TaskCase {
  readonly act: ActName;
  readonly kind: CaseKind;
  readonly id: string;
  /** Round of the survey or the negotiation where the process keeps one. */
  readonly round: number | null;
  readonly agreementId: string | null;
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
  if (id === null) return null;
  const round = ROUND_VARIABLES.map((name) => variables[name]).find((value) => typeof value === 'number') ?? null;
  return { act, kind, id, round, agreementId: idOf(variables['agreementId']) };
}
