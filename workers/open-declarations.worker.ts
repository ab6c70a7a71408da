import { z } from 'zod';
import { undeclaredMembers } from '../db/repositories/review-sittings.repository.js';
import { defineWorker } from './define-worker.js';

/** 回避声明 open-declarations: who of the panel has not said yet whether he is tied to the household (SD7). */
export const openDeclarationsWorker = defineWorker({
  jobType: 'open-declarations',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ memberIds: z.array(z.uuid()) }),
  handle: async ({ reviewId }, { tx }) => ({ memberIds: await undeclaredMembers(tx, reviewId) }),
});
