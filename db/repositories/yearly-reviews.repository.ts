import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

export interface YearlyReview {
  readonly id: string;
  readonly kind: 'appraisal' | 'risk';
  /** A year, or a year and its quarter such as 2026Q4. */
  readonly period: string;
  readonly firmId: string;
  readonly firmName: string;
  readonly number: string;
}

const WORDS = {
  appraisal: { title: '评议', message: 'democratic-appraisal-opened', clauses: ['R-75'] },
  risk: { title: '排查', message: 'risk-review-opened', clauses: ['R-76'] },
} as const;

/** The quarter of a day, e.g. 2026Q4. */
const quarterOf = (day: string): string => `${day.slice(0, 4)}Q${String(Math.ceil(Number(day.slice(5, 7)) / 3))}`;

/** Opens the review of this year or quarter for every firm, once for each: a second start does nothing. */
export async function openYearlyReviews(tx: Transaction, kind: YearlyReview['kind']): Promise<number> {
  const today = await tx.today();
  const period = kind === 'appraisal' ? today.slice(0, 4) : quarterOf(today);
  const { title, message, clauses } = WORDS[kind];
  const opened = await tx.query<{ id: string; number: string }>(
    `INSERT INTO yearly_review (kind, period, firm_organisation_id, number)
     SELECT $1, $2, id, $3 || '-' || $2 || '-' || lpad((row_number() OVER (ORDER BY name))::text, 2, '0')
     FROM organisation WHERE kind = 'firm' ON CONFLICT (kind, period, firm_organisation_id) DO NOTHING
     RETURNING id, number`,
    [kind, period, title],
  );
  for (const { id, number } of opened) {
    await appendEntry(tx, {
      caseId: id,
      kind: 'case-opened',
      actorId: SYSTEM_ACTOR,
      clauses: [...clauses],
      payload: { kind, period },
    });
    await emit(tx, [{ name: message, correlationKey: id, variables: { reviewId: id, caseNumber: number } }]);
  }
  return opened.length;
}

const COLUMNS = `review.id, review.kind, period, firm_organisation_id AS "firmId", organisation.name AS "firmName", number
  FROM yearly_review review JOIN organisation ON organisation.id = firm_organisation_id`;

export async function getYearlyReview(tx: Transaction, id: string): Promise<YearlyReview> {
  const review = await tx.maybeOne<YearlyReview>(`SELECT ${COLUMNS} WHERE review.id = $1`, [id]);
  if (!review) throw new NotFoundError('yearly_review', id);
  return review;
}

/** All reviews, newest first, with whether they have ended. */
export async function listYearlyReviews(tx: Transaction): Promise<(YearlyReview & { closed: boolean })[]> {
  return tx.query(
    `SELECT EXISTS (SELECT FROM yearly_review_closing WHERE review_id = review.id) AS closed, ${COLUMNS}
     ORDER BY opened_at DESC, number LIMIT 100`,
  );
}

export async function closeYearlyReview(tx: Transaction, reviewId: string): Promise<void> {
  const closed = await tx.query(
    'INSERT INTO yearly_review_closing (review_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING review_id',
    [reviewId],
  );
  if (closed.length === 0) return;
  const { kind } = await getYearlyReview(tx, reviewId);
  const clauses = [...WORDS[kind].clauses];
  await appendEntry(tx, { caseId: reviewId, kind: 'case-closed', actorId: SYSTEM_ACTOR, clauses, payload: {} });
}
