import { listYearlyReviews } from '../../db/repositories/yearly-reviews.repository.js';
import { firmReviewsView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 评议与风险排查: every review of every firm, newest first. */
export const listFirmReviewsRoute = defineRoute({
  method: 'get',
  path: '/firm-reviews',
  access: 'staff',
  summary: '各事务所的民主评议与廉洁风险排查',
  answer: firmReviewsView,
  handle: async (_input, { db }) => {
    const reviews = (await db.transaction((tx) => listYearlyReviews(tx))).map(({ kind, firmId: _firm, ...review }) => ({
      ...review,
      kindLabel: kind === 'appraisal' ? '民主评议' : '廉洁风险排查',
      appraisal: kind === 'appraisal',
    }));
    return { status: 200, body: { reviews } };
  },
});
