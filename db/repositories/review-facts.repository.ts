import { checkRiskPoints } from '../../rules/supervision/risk-points.js';
import type { RiskPoint } from '../../rules/supervision/risk-points.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { getYearlyReview } from './yearly-reviews.repository.js';

interface OfReview {
  readonly entryId: string;
  readonly reviewId: string;
}

export interface AppraisalPlan {
  readonly closesOn: string;
  readonly residents: number;
  readonly committee: number;
  readonly colleagues: number;
  readonly subjects: readonly string[];
}

async function mustBeOfFirm(tx: Transaction, reviewId: string, accountIds: readonly string[]): Promise<void> {
  const { firmId } = await getYearlyReview(tx, reviewId);
  const foreign = await tx.maybeOne('SELECT FROM account WHERE id = ANY($1) AND organisation_id <> $2', [
    accountIds,
    firmId,
  ]);
  if (foreign) throw refusal('ORGANISATION_EXCLUDED', '只能选择本事务所的人员，请改正', 'R-75、R-76');
}

export async function storeAppraisalPlan(tx: Transaction, of: OfReview, plan: AppraisalPlan): Promise<void> {
  if (plan.closesOn <= (await tx.today())) {
    throw refusal('FIELD_OUT_OF_RANGE', '截止日须在今天以后，请改正', 'R-75', 'closesOn');
  }
  await mustBeOfFirm(tx, of.reviewId, plan.subjects);
  await tx.query(
    `INSERT INTO appraisal_plan (entry_id, review_id, closes_on, residents, committee, colleagues)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [of.entryId, of.reviewId, plan.closesOn, plan.residents, plan.committee, plan.colleagues],
  );
  await tx.query('INSERT INTO appraisal_subject (entry_id, account_id) SELECT DISTINCT $1::uuid, unnest($2::uuid[])', [
    of.entryId,
    plan.subjects,
  ]);
}

export async function appraisalPlanOf(
  tx: Transaction,
  reviewId: string,
): Promise<Omit<AppraisalPlan, 'subjects'> | undefined> {
  return tx.maybeOne(
    `SELECT closes_on AS "closesOn", residents, committee, colleagues FROM appraisal_plan
     JOIN task_entry entry ON entry.id = entry_id WHERE review_id = $1 AND superseded_at IS NULL`,
    [reviewId],
  );
}

export interface AppraisalMeasure {
  readonly accountId: string;
  readonly measure: string;
  readonly carriedOut: string;
}

export async function storeMeasures(
  tx: Transaction,
  { entryId, reviewId }: OfReview,
  measures: readonly AppraisalMeasure[],
): Promise<void> {
  await tx.query(
    `INSERT INTO appraisal_measure (entry_id, review_id, account_id, measure, carried_out)
     SELECT $1, $2, account, measure, carried_out
     FROM unnest($3::uuid[], $4::text[], $5::text[]) AS row (account, measure, carried_out)`,
    [
      entryId,
      reviewId,
      measures.map(({ accountId }) => accountId),
      measures.map(({ measure }) => measure),
      measures.map(({ carriedOut }) => carriedOut),
    ],
  );
}

export async function measuresOf(tx: Transaction, reviewId: string): Promise<AppraisalMeasure[]> {
  return tx.query<AppraisalMeasure>(
    `SELECT account_id AS "accountId", measure, carried_out AS "carriedOut" FROM appraisal_measure
     JOIN task_entry entry ON entry.id = entry_id WHERE review_id = $1 AND superseded_at IS NULL`,
    [reviewId],
  );
}

const POINT = `point, basis, level, measure, owner_id AS "ownerId", review_on AS "reviewOn", closed`;

/** The points of a review as they stand. */
export async function riskPointsOf(tx: Transaction, reviewId: string): Promise<RiskPoint[]> {
  return tx.query<RiskPoint>(
    `SELECT ${POINT} FROM risk_point JOIN task_entry entry ON entry.id = entry_id
     WHERE review_id = $1 AND superseded_at IS NULL ORDER BY position`,
    [reviewId],
  );
}

/** What the firm's last review that ended has left open. */
export async function openPointsBefore(tx: Transaction, reviewId: string): Promise<RiskPoint[]> {
  const { firmId, period } = await getYearlyReview(tx, reviewId);
  const last = await tx.maybeOne<{ id: string }>(
    `SELECT id FROM yearly_review JOIN yearly_review_closing ON review_id = id
     WHERE kind = 'risk' AND firm_organisation_id = $1 AND period < $2 ORDER BY period DESC LIMIT 1`,
    [firmId, period],
  );
  return last ? (await riskPointsOf(tx, last.id)).filter(({ closed }) => !closed) : [];
}

export async function storeRiskPoints(
  tx: Transaction,
  { entryId, reviewId }: OfReview,
  points: readonly RiskPoint[],
): Promise<void> {
  const before = (await openPointsBefore(tx, reviewId)).map(({ point }) => point);
  const findings = checkRiskPoints(points, before, await tx.today());
  if (findings.length > 0) throw new BusinessError(findings);
  await mustBeOfFirm(
    tx,
    reviewId,
    points.map(({ ownerId }) => ownerId),
  );
  await tx.query(
    `INSERT INTO risk_point (entry_id, review_id, position, point, basis, level, measure, owner_id, review_on, closed)
     SELECT $1, $2, position, point, basis, level, measure, "ownerId", "reviewOn", closed
     FROM jsonb_to_recordset($3::jsonb) AS row (position integer, point text, basis text, level text, measure text,
       "ownerId" uuid, "reviewOn" date, closed boolean)`,
    [entryId, reviewId, JSON.stringify(points.map((point, index) => ({ ...point, position: index + 1 })))],
  );
}
