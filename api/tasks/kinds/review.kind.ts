import { getReview } from '../../../db/repositories/reviews.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { reviewSections } from '../../present/review-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function reviewMatter(tx: Transaction, { act, id }: TaskCase): Promise<TaskMatter> {
  const review = await getReview(tx, id);
  const sections = [
    ...(await reviewSections(tx, review, act === 'draw-up-opinion')),
    ...(await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  return nothingToEnter({ kind: 'sheet', sections });
}

export const reviewKind: CaseKindWork = {
  subjects: `SELECT review.id, review.number AS title, household.id AS household_id, project_id
    FROM review JOIN household ON household.id = household_id WHERE review.id = ANY($1)`,
  matching: `SELECT review.id, review.id AS process_id FROM review JOIN matching ON matching.id = household_id
    WHERE concluded_at IS NULL`,
  processIds: ['public-review'],
  matter: reviewMatter,
};
