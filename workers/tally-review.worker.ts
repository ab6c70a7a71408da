import { z } from 'zod';
import { tallySitting } from '../db/repositories/review-sittings.repository.js';
import { defineWorker } from './define-worker.js';

/** 评议计票 tally-review: counts the votes from the database, with quorum and majority. */
export const tallyReviewWorker = defineWorker({
  jobType: 'tally-review',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ tallyStep: z.enum(['opinion', 'second-sitting', 'new-panel']) }),
  handle: ({ reviewId }, { tx }) => tallySitting(tx, reviewId),
});
