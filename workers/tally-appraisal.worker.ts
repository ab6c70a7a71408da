import { z } from 'zod';
import { tallyAppraisal } from '../db/repositories/appraisal-ballots.repository.js';
import { defineWorker } from './define-worker.js';

/** 统计评议 tally-appraisal: the result of each person, and how many are below the line. */
export const tallyAppraisalWorker = defineWorker({
  jobType: 'tally-appraisal',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ belowLine: z.int() }),
  handle: ({ reviewId }, { tx }) => tallyAppraisal(tx, reviewId),
});
