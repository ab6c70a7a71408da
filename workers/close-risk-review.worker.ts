import { z } from 'zod';
import { closeYearlyReview } from '../db/repositories/yearly-reviews.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记风险清单 close-risk-review: the review has ended; what it found stands. */
export const closeRiskReviewWorker = defineWorker({
  jobType: 'close-risk-review',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ reviewId }, { tx }) => {
    await closeYearlyReview(tx, reviewId);
    return { closed: true };
  },
});
