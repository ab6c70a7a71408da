import type { ActName, CaseKind } from '../../rules/acts.js';
import type { CaseAct as ActOfRules } from '../../rules/staff/case-act.js';
import type { ReturnReason } from '../../rules/vocabulary/cases.js';
import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';

/** An act as the register keeps it, readable by the rules. */
export interface RecordedAct extends ActOfRules {
  readonly id: string;
  readonly taskKey: string | null;
  readonly note: string | null;
  readonly act: ActName;
  readonly caseKind: CaseKind;
  readonly returnReason: ReturnReason | null;
}

const COLUMNS = `id, case_kind AS "caseKind", case_id AS "caseId", act, round, person_id AS "personId",
  task_key AS "taskKey", verdict, return_reason AS "returnReason", note, content_hash AS "contentHash",
  acted_at AS "actedAt", withdrawn_at IS NOT NULL AS withdrawn`;

/** Everything done on a case, oldest first, withdrawn acts too. */
export async function actsOfCase(tx: Transaction, caseId: string): Promise<RecordedAct[]> {
  return tx.query<RecordedAct>(`SELECT ${COLUMNS} FROM case_act WHERE case_id = $1 ORDER BY seq`, [caseId]);
}

/** Acts on the cases this one belongs to: the household of an objection, the households of a payment list. */
export async function relatedActs(tx: Transaction, caseKind: CaseKind, caseId: string): Promise<RecordedAct[]> {
  return tx.query<RecordedAct>(
    `SELECT ${COLUMNS} FROM case_act WHERE case_id IN (SELECT * FROM parent_cases($1, $2)) ORDER BY seq`,
    [caseKind, caseId],
  );
}

/** One act by its id. */
export async function getAct(tx: Transaction, id: string): Promise<RecordedAct> {
  return tx.one<RecordedAct>(`SELECT ${COLUMNS} FROM case_act WHERE id = $1`, [id]);
}

/** The act that stands for a task, if it was recorded. */
export async function standingActOf(
  tx: Transaction,
  taskKey: string | null | undefined,
): Promise<RecordedAct | undefined> {
  if (taskKey === undefined || taskKey === null) return undefined;
  return tx.maybeOne<RecordedAct>(`SELECT ${COLUMNS} FROM case_act WHERE task_key = $1 AND withdrawn_at IS NULL`, [
    taskKey,
  ]);
}

/** A task key in groups of six digits, so that nobody and no check takes it for the number of an account. */
export const keyForLedger = (taskKey: string | null | undefined): string | null =>
  taskKey?.replace(/\d{6}(?=\d)/g, '$&-') ?? null;

/** Takes acts back: they stay in the register, but count as approvals no longer. */
export async function withdraw(tx: Transaction, ids: readonly string[]): Promise<void> {
  const withdrawn = await tx.change<RecordedAct>(
    `UPDATE case_act SET withdrawn_at = app_now() WHERE id = ANY($1) AND withdrawn_at IS NULL RETURNING ${COLUMNS}`,
    [ids],
  );
  for (const { caseId, act, personId, taskKey } of withdrawn) {
    const payload = { act, taskKey: keyForLedger(taskKey), personId };
    await appendEntry(tx, { caseId, kind: 'act-withdrawn', actorId: 'system', clauses: ['R-41'], payload });
  }
}
