import { z } from 'zod';
import { createReviewNotice } from '../db/repositories/review-sittings.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制评议公示 prepare-review-notice: writes the notice of the opinion that was drawn up. */
export const prepareReviewNoticeWorker = defineWorker({
  jobType: 'prepare-review-notice',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ reviewId }, { tx }) => ({ noticeId: await createReviewNotice(tx, reviewId) }),
});
