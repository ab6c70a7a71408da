import { z } from 'zod';
import { openYearlyReviews } from '../db/repositories/yearly-reviews.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启风险排查 open-risk-reviews: this quarter's look for integrity risks in every firm, once for each. */
export const openRiskReviewsWorker = defineWorker({
  jobType: 'open-risk-reviews',
  input: z.object({}),
  output: z.object({ openedCount: z.int() }),
  handle: async (_input, { tx }) => ({ openedCount: await openYearlyReviews(tx, 'risk') }),
});
