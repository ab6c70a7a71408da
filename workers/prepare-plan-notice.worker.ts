import { z } from 'zod';
import { createPlanNotice, PLAN_NOTICE_KINDS } from '../db/repositories/plan-notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制方案公告 prepare-plan-notice: the draft for opinions, or the plan with what was changed and why. */
export const preparePlanNoticeWorker = defineWorker({
  jobType: 'prepare-plan-notice',
  input: z.object({ trackId: z.uuid(), noticeKind: z.enum(PLAN_NOTICE_KINDS) }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ trackId, noticeKind }, { tx }) => ({ noticeId: await createPlanNotice(tx, trackId, noticeKind) }),
});
