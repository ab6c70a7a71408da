import { mayRehear } from '../../rules/panel/opinion.js';
import { decidePanel } from '../../rules/panel/panel-vote.js';
import type { Policy } from '../../rules/policy/policies.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { createNotice } from './notices.repository.js';
import { ballotsOf, panelOf } from './review-panel.repository.js';
import { getReview } from './reviews.repository.js';
import type { Review } from './reviews.repository.js';
import { policyOfProject } from './policy-book.js';

/** After the declarations: the vote, or another composition, because somebody is recused or has not declared. */
export type PanelStep = 'vote' | 'replace';
/** After the vote: an opinion, or a second sitting, or another panel where the second sitting had no quorum either. */
export type TallyStep = 'opinion' | 'second-sitting' | 'new-panel';
export type ReviewEnd = 'supported' | 'unsupported' | 'rehear';

export async function policyOfReview(tx: Transaction, { householdId }: Review): Promise<Policy> {
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  return policyOfProject(tx, await mustFind(tx, Project, { id: projectId }));
}

/** Members of the panel who have not said yet whether they are tied to the household. */
export async function undeclaredMembers(tx: Transaction, reviewId: string): Promise<string[]> {
  return (await panelOf(tx, reviewId)).filter(({ tie }) => tie === null).map(({ personId }) => personId);
}

/** Whether the panel may vote: everybody has declared, nobody is tied (SD7). Opens a sitting that nobody has held yet. */
export async function settlePanel(
  tx: Transaction,
  reviewId: string,
): Promise<{ panelStep: PanelStep; memberIds: string[] }> {
  await tx.lock(`case:${reviewId}`);
  const members = await panelOf(tx, reviewId);
  const clear = members.length > 0 && members.every(({ tie }) => tie === 'none');
  if (!clear) return { panelStep: 'replace', memberIds: [] };
  const { sitting } = await getReview(tx, reviewId);
  await openSittingAfter(tx, reviewId, sitting);
  return { panelStep: 'vote', memberIds: members.map(({ personId }) => personId) };
}

/** A sitting that was held stays as it is; the next one has the next number. */
async function openSittingAfter(tx: Transaction, reviewId: string, sitting: number): Promise<void> {
  await tx.query(
    `UPDATE review SET sitting = sitting + 1 WHERE id = $1 AND sitting = $2
     AND EXISTS (SELECT FROM review_sitting held WHERE held.review_id = review.id AND held.sitting = review.sitting)`,
    [reviewId, sitting],
  );
}

/** Counts the sitting that is open and says how it goes on. */
export async function tallySitting(tx: Transaction, reviewId: string): Promise<{ tallyStep: TallyStep }> {
  await tx.lock(`case:${reviewId}`);
  const review = await getReview(tx, reviewId);
  const members = await panelOf(tx, reviewId);
  const ballots = await ballotsOf(tx, reviewId, review.sitting);
  const presentIds = ballots.map(({ personId }) => personId);
  const memberIds = members.map(({ personId }) => personId);
  const session = { memberIds, presentIds, ballots };
  const { present, votesFor, outcome } = decidePanel(session, await policyOfReview(tx, review)).value;
  await tx.query(
    `INSERT INTO review_sitting (review_id, sitting, hearing, members, present, votes_for, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [reviewId, review.sitting, review.hearing, memberIds.length, present, votesFor, outcome],
  );
  await appendEntry(tx, {
    caseId: reviewId,
    kind: 'review-tallied',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-30'],
    payload: { sitting: review.sitting, members: memberIds.length, present, votesFor, outcome },
  });
  if (outcome !== null) return { tallyStep: 'opinion' };
  const { failed } = await tx.one<{ failed: number }>(
    `SELECT count(*)::int AS failed FROM review_sitting WHERE review_id = $1 AND hearing = $2 AND outcome IS NULL`,
    [reviewId, review.hearing],
  );
  await openSittingAfter(tx, reviewId, review.sitting);
  return { tallyStep: failed % 2 === 1 ? 'second-sitting' : 'new-panel' };
}

export interface Sitting {
  readonly sitting: number;
  readonly hearing: number;
  readonly members: number;
  readonly present: number;
  readonly votesFor: number;
  readonly outcome: 'adopted' | 'not-adopted' | null;
  readonly heldAt: string;
}

export async function sittingsOf(tx: Transaction, reviewId: string): Promise<Sitting[]> {
  return tx.query<Sitting>(
    `SELECT sitting, hearing, members, present, votes_for AS "votesFor", outcome, held_at AS "heldAt"
     FROM review_sitting WHERE review_id = $1 ORDER BY sitting`,
    [reviewId],
  );
}

export interface Opinion {
  readonly entryId: string;
  readonly hearing: number;
  readonly supported: boolean;
  readonly opinion: string;
  readonly reasons: string;
  readonly amountFen: bigint | null;
}

export async function storeOpinion(
  tx: Transaction,
  { entryId, reviewId, ...opinion }: Opinion & { readonly reviewId: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO review_opinion (entry_id, review_id, hearing, supported, opinion, reasons, amount_fen)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [entryId, reviewId, opinion.hearing, opinion.supported, opinion.opinion, opinion.reasons, opinion.amountFen],
  );
}

/** The opinion drawn up last; undefined while there is none. */
export async function opinionOf(tx: Transaction, reviewId: string): Promise<Opinion | undefined> {
  return tx.maybeOne<Opinion>(
    `SELECT entry_id AS "entryId", hearing, supported, opinion, reasons, amount_fen AS "amountFen"
     FROM review_opinion JOIN task_entry ON task_entry.id = entry_id AND superseded_at IS NULL
     WHERE review_id = $1 ORDER BY seq DESC LIMIT 1`,
    [reviewId],
  );
}

/** The notice of the opinion: what was asked and answered, about a masked household; no vote of a member. */
export async function createReviewNotice(tx: Transaction, reviewId: string): Promise<string> {
  const review = await getReview(tx, reviewId);
  const opinion = await opinionOf(tx, reviewId);
  if (opinion?.hearing !== review.hearing) throw refusal('FIELD_MISSING', '尚未形成评议意见，不能公示', 'R-31');
  const household = await mustFind(tx, Household, { id: review.householdId });
  const project = await mustFind(tx, Project, { id: household.projectId });
  const verdict = opinion.supported ? '评议通过' : '评议未通过';
  const noticeId = await createNotice(tx, project, {
    kind: 'review-opinion',
    summary: `1户特殊问题的公信评议意见，公示期内可书面提出异议`,
    rows: [
      {
        caseNumber: household.caseNumber,
        householdNumber: household.number,
        holderName: household.holderName,
        question: `${review.question}；拟处理：${review.treatment}`,
        opinion: `${verdict}：${opinion.opinion}`,
      },
    ],
  });
  await tx.query('INSERT INTO notice_subject (notice_id, household_id) VALUES ($1, $2)', [noticeId, household.id]);
  await tx.query(
    'INSERT INTO review_notice (notice_id, review_id, hearing, opinion_entry_id) VALUES ($1, $2, $3, $4)',
    [noticeId, reviewId, review.hearing, opinion.entryId],
  );
  return noticeId;
}

/**
 * After the display: an objection that was upheld brings one re-hearing by other people; otherwise the opinion is in
 * force, or the household goes on without it.
 */
export async function concludeReview(tx: Transaction, reviewId: string): Promise<{ reviewEnd: ReviewEnd }> {
  await tx.lock(`case:${reviewId}`);
  const review = await getReview(tx, reviewId);
  const { upheld } = await tx.one<{ upheld: number }>(
    `SELECT count(*)::int AS upheld FROM review_notice shown JOIN objection ON objection.notice_id = shown.notice_id
     WHERE shown.review_id = $1 AND hearing = $2 AND objection.upheld`,
    [reviewId, review.hearing],
  );
  const rehearing = upheld > 0 && mayRehear(review.hearing, await policyOfReview(tx, review)).passed;
  if (rehearing) {
    await tx.query('UPDATE review SET hearing = hearing + 1 WHERE id = $1', [reviewId]);
    return { reviewEnd: 'rehear' };
  }
  const supported = (await opinionOf(tx, reviewId))?.supported === true;
  const reviewEnd = supported ? 'supported' : 'unsupported';
  await tx.query('UPDATE review SET outcome = $2, concluded_at = app_now() WHERE id = $1', [reviewId, reviewEnd]);
  await appendEntry(tx, {
    caseId: reviewId,
    kind: 'review-concluded',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-31'],
    payload: { outcome: reviewEnd, hearing: review.hearing, upheld },
  });
  return { reviewEnd };
}
