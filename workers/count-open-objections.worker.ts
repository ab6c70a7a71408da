import { z } from 'zod';
import { countOpenObjections } from '../db/repositories/objections.repository.js';
import { defineWorker } from './define-worker.js';

/** 清点异议 count-open-objections: is a household still to be answered whose objection the process has not heard of? */
export const countOpenObjectionsWorker = defineWorker({
  jobType: 'count-open-objections',
  input: z.object({ noticeId: z.uuid() }),
  output: z.object({ openObjections: z.number().int() }),
  handle: async ({ noticeId }, { tx }) => ({ openObjections: await countOpenObjections(tx, noticeId) }),
});
