import { proposalFindings } from '../../rules/panel/special-problem.js';
import type { ProposedTreatment, SpecialProblemKind } from '../../rules/panel/special-problem.js';
import { hashOfValue } from '../content-hash.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { recordAct } from './acts.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { getReview, reviewsOf } from './reviews.repository.js';
import type { Review } from './reviews.repository.js';

export interface NewReview extends ProposedTreatment {
  readonly problem: SpecialProblemKind;
  readonly circumstances: string;
}

const BEFORE_THE_CHECK = ['frozen', 'negotiating', 'checking'];

/**
 * Puts a special problem of a household before the panel: only while the household is negotiated, and one at a
 * time. The same again is the same review. The negotiation hears of it and waits for the opinion.
 */
export async function proposeReview(
  tx: Transaction,
  householdId: string,
  proposed: NewReview,
  personId: string,
): Promise<Review> {
  const findings = proposalFindings(proposed);
  if (findings.length > 0) throw new BusinessError(findings);
  await tx.lock(`case:${householdId}`);
  const household = await mustLock(tx, Household, { id: householdId });
  const contentHash = hashOfValue({ householdId, ...proposed });
  const earlier = await reviewsOf(tx, householdId);
  const same = earlier.find((review) => review.outcome === null && review.contentHash === contentHash);
  if (same) return same;
  const project = await mustFind(tx, Project, { id: household.projectId });
  if (project.signingOpenedAt === null || !BEFORE_THE_CHECK.includes(household.stage)) {
    const message = '只有在协商期间、签约前审核通过之前才能提请公信评议，请核对本户所处阶段';
    throw refusal('TRANSITION_FORBIDDEN', message, 'R-30');
  }
  if (earlier.some(({ outcome }) => outcome === null)) {
    throw refusal('ALREADY_DONE', '本户已有特殊问题正在评议，请等评议办结后再提请', 'R-31');
  }
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO review (household_id, number, problem, circumstances, question, treatment, amount_fen, plan_limit_fen,
       plan_clause, content_hash, proposed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      householdId,
      `${household.caseNumber}-评议-${String(earlier.length + 1)}`,
      proposed.problem,
      proposed.circumstances,
      proposed.question,
      proposed.treatment,
      proposed.amountFen,
      proposed.planLimitFen,
      proposed.planClause,
      contentHash,
      personId,
    ],
  );
  await recordAct(tx, { act: 'propose-special-problem', caseId: householdId, personId, contentHash });
  await emit(tx, [
    {
      name: 'special-problem-proposed',
      correlationKey: householdId,
      occasion: id,
      variables: { householdId, reviewId: id },
    },
  ]);
  await appendEntry(tx, {
    caseId: id,
    kind: 'review-proposed',
    actorId: personId,
    clauses: ['R-30', 'R-31'],
    payload: { householdId, problem: proposed.problem, contentHash },
  });
  return getReview(tx, id);
}
