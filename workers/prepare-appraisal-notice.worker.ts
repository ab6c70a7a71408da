import { z } from 'zod';
import { APPRAISAL_NOTICE_KINDS, createAppraisalNotice } from '../db/repositories/appraisal-notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制初步评估公示 prepare-appraisal-notice: writes the notice from the results of the agency. */
export const prepareAppraisalNoticeWorker = defineWorker({
  jobType: 'prepare-appraisal-notice',
  input: z.object({ trackId: z.uuid(), noticeKind: z.enum(APPRAISAL_NOTICE_KINDS) }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ trackId, noticeKind }, { tx }) => ({
    noticeId: await createAppraisalNotice(tx, trackId, noticeKind),
  }),
});
