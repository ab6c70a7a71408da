import { z } from 'zod';
import { createPlanNotice } from '../db/repositories/plan-notices.repository.js';
import { countWillingness } from '../db/repositories/plan-opinions.repository.js';
import { defineWorker } from './define-worker.js';

/** 统计意愿征询 assess-willingness: whether so many agree that the project goes on (市政府令第71号 art 12). */
export const assessWillingnessWorker = defineWorker({
  jobType: 'assess-willingness',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ willingnessReached: z.boolean(), noticeId: z.uuid() }),
  handle: async ({ trackId }, { tx }) => ({
    willingnessReached: (await countWillingness(tx, trackId)).reached,
    noticeId: await createPlanNotice(tx, trackId, 'willingness-result'),
  }),
});
