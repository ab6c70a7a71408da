import { z } from 'zod';
import { closeYearlyReview } from '../db/repositories/yearly-reviews.repository.js';
import { defineWorker } from './define-worker.js';

/** 评议办结 close-appraisal: the review has ended; what it found stands. */
export const closeAppraisalWorker = defineWorker({
  jobType: 'close-appraisal',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ reviewId }, { tx }) => {
    await closeYearlyReview(tx, reviewId);
    return { closed: true };
  },
});
