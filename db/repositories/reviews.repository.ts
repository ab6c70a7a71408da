import type { ProposedTreatment, SpecialProblemKind } from '../../rules/panel/special-problem.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

/** A special problem of a household as it was put to the panel; amounts in fen. */
export interface Review extends ProposedTreatment {
  readonly id: string;
  readonly householdId: string;
  readonly number: string;
  readonly problem: SpecialProblemKind;
  readonly circumstances: string;
  readonly contentHash: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly hearing: number;
  readonly sitting: number;
  /** Null while it is before the panel. */
  readonly outcome: 'supported' | 'unsupported' | 'withdrawn' | null;
}

const COLUMNS = `id, household_id AS "householdId", number, problem, circumstances, question, treatment,
  amount_fen AS "amountFen", plan_limit_fen AS "planLimitFen", plan_clause AS "planClause",
  content_hash AS "contentHash", proposed_by AS "proposedBy", proposed_at AS "proposedAt", hearing, sitting, outcome`;

export async function getReview(tx: Transaction, reviewId: string): Promise<Review> {
  const review = await tx.maybeOne<Review>(`SELECT ${COLUMNS} FROM review WHERE id = $1`, [reviewId]);
  if (review === undefined) throw refusal('FIELD_UNKNOWN', '没有这一公信评议，请核对编号', 'R-31');
  return review;
}

/** Reviews of a household, oldest first. */
export async function reviewsOf(tx: Transaction, householdId: string): Promise<Review[]> {
  return tx.query<Review>(`SELECT ${COLUMNS} FROM review WHERE household_id = $1 ORDER BY proposed_at, number`, [
    householdId,
  ]);
}

/** Whether a special problem of the household is still before the panel. */
export async function hasOpenReview(tx: Transaction, householdId: string): Promise<boolean> {
  return (await reviewsOf(tx, householdId)).some(({ outcome }) => outcome === null);
}

export interface OpinionInForce {
  readonly number: string;
  readonly opinion: string;
  readonly amountFen: bigint | null;
  readonly planClause: string | null;
}

/** Opinions that bind for the household: supported by the panel and displayed for their whole period. */
export async function opinionsInForce(tx: Transaction, householdId: string): Promise<OpinionInForce[]> {
  return tx.query<OpinionInForce>(
    `SELECT number, opinion, amount_fen AS "amountFen", plan_clause AS "planClause" FROM opinion_in_force
     WHERE household_id = $1 ORDER BY number`,
    [householdId],
  );
}

/** Ends a review that is open when its household leaves negotiation or its case ends: no opinion comes of it. */
export async function withdrawOpenReview(tx: Transaction, householdId: string): Promise<void> {
  const [withdrawn] = await tx.change<{ id: string }>(
    `UPDATE review SET outcome = 'withdrawn', concluded_at = app_now()
     WHERE household_id = $1 AND concluded_at IS NULL RETURNING id`,
    [householdId],
  );
  if (withdrawn === undefined) return;
  const payload = { outcome: 'withdrawn' };
  const entry = { caseId: withdrawn.id, kind: 'review-concluded', actorId: SYSTEM_ACTOR, clauses: ['R-31'] } as const;
  await appendEntry(tx, { ...entry, payload });
}
