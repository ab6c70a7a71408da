import { z } from 'zod';
import { openYearlyReviews } from '../db/repositories/yearly-reviews.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启民主评议 open-democratic-appraisals: this year's appraisal of every firm, once for each. */
export const openDemocraticAppraisalsWorker = defineWorker({
  jobType: 'open-democratic-appraisals',
  input: z.object({}),
  output: z.object({ openedCount: z.int() }),
  handle: async (_input, { tx }) => ({ openedCount: await openYearlyReviews(tx, 'appraisal') }),
});
