import { actOf } from '../../rules/acts.js';
import type { ActName, CaseKind } from '../../rules/acts.js';
import { clausesOf } from '../../rules/decision.js';
import type { Finding } from '../../rules/decision.js';
import { verdictFindings } from '../../rules/review/gates.js';
import type { CaseAct as ActOfRules } from '../../rules/staff/case-act.js';
import type { ReturnReason } from '../../rules/vocabulary/cases.js';
import { hashOfText } from '../content-hash.js';
import { BusinessError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { contentOf, roundOf } from './act-context.repository.js';
import { applyEffect } from './act-effects.repository.js';
import { appendEntry } from './ledger.repository.js';

export interface NewAct {
  readonly act: ActName;
  readonly caseKind?: CaseKind;
  readonly caseId: string;
  /** Left out: the round, agreement version or list version the case is in now. */
  readonly round?: number | null;
  readonly personId: string;
  /** Left out for acts without a task. */
  readonly taskKey?: string | null;
  readonly verdict?: string | null;
  readonly returnReason?: ReturnReason | null;
  readonly note?: string | null;
  /** Left out: the content as it is now; the guards refuse any other. */
  readonly contentHash?: string | null;
}

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

/**
 * Records what a person did, with its ledger entry and its effect on the case: the only writer of case_act. The same
 * act for the same task is recorded once; another verdict while the task is open withdraws the first and stands itself.
 * Refusals (role, certificate, separation, hash, order) surface as BusinessError; record them with `refuse`.
 */
export async function recordAct(tx: Transaction, act: NewAct): Promise<RecordedAct> {
  const definition = actOf(act.act);
  mustHaveVerdict(act);
  await tx.lock(`case:${act.caseId}`);
  const standing = await standingActOf(tx, act.taskKey);
  if (standing && sameAct(standing, act)) return standing;
  if (standing) await withdraw(tx, [standing.id]);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, return_reason, note, content_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      act.caseKind ?? definition.caseKind,
      act.caseId,
      act.act,
      act.round ?? (await roundOf(tx, act.act, act.caseId)),
      act.personId,
      act.taskKey ?? null,
      act.verdict ?? null,
      act.returnReason ?? null,
      act.note ?? null,
      act.contentHash ?? (await contentOf(tx, act.act, act.caseId)),
    ],
  );
  const recorded = await tx.one<RecordedAct>(`SELECT ${COLUMNS} FROM case_act WHERE id = $1`, [id]);
  await applyEffect(tx, recorded);
  // The task is done: from here on the act itself tells the first officer of a round from the second.
  await tx.query('DELETE FROM task_assignment WHERE task_key = $1', [recorded.taskKey]);
  await appendEntry(tx, {
    caseId: act.caseId,
    kind: 'act-recorded',
    actorId: act.personId,
    clauses: definition.clauses,
    payload: {
      act: act.act,
      round: recorded.round,
      taskKey: keyForLedger(recorded.taskKey),
      verdict: recorded.verdict,
      returnReason: recorded.returnReason,
      contentHash: recorded.contentHash,
      noteHash: recorded.note === null ? null : hashOfText(recorded.note),
    },
  });
  return recorded;
}

/** A task key in groups of six digits, so that nobody and no check takes it for the number of an account. */
const keyForLedger = (taskKey: string | null | undefined): string | null =>
  taskKey?.replace(/\d{6}(?=\d)/g, '$&-') ?? null;

function mustHaveVerdict({ act, verdict = null, returnReason = null, note = null }: NewAct): void {
  const { verdicts } = actOf(act);
  if (verdicts.length === 0) return;
  const findings = verdictFindings({ verdict: verdict ?? '', returnReason, note }, verdicts);
  // Only file bags and pre-signing checks are returned for a reason of R-40; a notice goes back with a note alone.
  const needed = act === 'approve-notice' ? findings.filter(({ field }) => field !== 'returnReason') : findings;
  if (needed.length > 0) throw new BusinessError(needed);
}

async function standingActOf(tx: Transaction, taskKey: string | null | undefined): Promise<RecordedAct | undefined> {
  if (taskKey === undefined || taskKey === null) return undefined;
  return tx.maybeOne<RecordedAct>(`SELECT ${COLUMNS} FROM case_act WHERE task_key = $1 AND withdrawn_at IS NULL`, [
    taskKey,
  ]);
}

function sameAct(standing: RecordedAct, act: NewAct): boolean {
  return (
    standing.act === act.act &&
    standing.personId === act.personId &&
    standing.verdict === (act.verdict ?? null) &&
    standing.returnReason === (act.returnReason ?? null) &&
    standing.note === (act.note ?? null) &&
    (act.contentHash ?? standing.contentHash) === standing.contentHash
  );
}

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

export interface Refusal {
  readonly act: ActName;
  readonly caseId: string;
  readonly personId: string;
  readonly taskKey?: string | null;
  readonly findings: readonly Finding[];
}

/** Writes into the ledger that an act was refused and why. In a transaction of its own: the refused one is undone. */
export async function refuse(tx: Transaction, { act, caseId, personId, taskKey, findings }: Refusal): Promise<void> {
  await appendEntry(tx, {
    caseId,
    kind: 'act-refused',
    actorId: personId,
    clauses: clausesOf(findings),
    payload: { act, taskKey: keyForLedger(taskKey), codes: findings.map(({ code }) => code) },
  });
}

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
