import { z } from 'zod';
import { prepareConversionNotice } from '../db/repositories/convert-project.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制转征收公告 prepare-conversion-notice: the notice of what the district government decided. */
export const prepareConversionNoticeWorker = defineWorker({
  jobType: 'prepare-conversion-notice',
  input: z.object({ conversionId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ conversionId }, { tx }) => prepareConversionNotice(tx, conversionId),
});
