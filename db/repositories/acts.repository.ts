import { actOf } from '../../rules/acts.js';
import type { ActName, CaseKind } from '../../rules/acts.js';
import { clausesOf } from '../../rules/decision.js';
import type { Finding } from '../../rules/decision.js';
import { verdictFindings } from '../../rules/review/gates.js';
import type { ReturnReason } from '../../rules/vocabulary/cases.js';
import { hashOfText } from '../content-hash.js';
import { BusinessError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { applyEffect, contentOf, roundOf } from '../acts/index.js';
import { getAct, keyForLedger, standingActOf, withdraw } from './case-acts.repository.js';
import type { RecordedAct } from './case-acts.repository.js';
import { entryOf } from './entries.repository.js';
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
      act.contentHash ??
        (await contentOf(tx, act.act, act.caseId)) ??
        (await entryOf(tx, act.taskKey))?.contentHash ??
        null,
    ],
  );
  const recorded = await getAct(tx, id);
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

function mustHaveVerdict({ act, verdict = null, returnReason = null, note = null }: NewAct): void {
  const { verdicts } = actOf(act);
  if (verdicts.length === 0) return;
  const findings = verdictFindings({ verdict: verdict ?? '', returnReason, note }, verdicts);
  // Only file bags and pre-signing checks are returned for a reason of R-40; every other case goes back with a note alone.
  const needed =
    actOf(act).caseKind !== 'household' ? findings.filter(({ field }) => field !== 'returnReason') : findings;
  if (needed.length > 0) throw new BusinessError(needed);
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
