import { z } from 'zod';
import { concludeReview } from '../db/repositories/review-sittings.repository.js';
import { defineWorker } from './define-worker.js';

/** 评议办结 conclude-review: in force, without support, or heard again after an objection was upheld. */
export const concludeReviewWorker = defineWorker({
  jobType: 'conclude-review',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ reviewEnd: z.enum(['supported', 'unsupported', 'rehear']) }),
  handle: ({ reviewId }, { tx }) => concludeReview(tx, reviewId),
});
