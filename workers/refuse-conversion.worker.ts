import { z } from 'zod';
import { refuseConversion } from '../db/repositories/convert-project.repository.js';
import { defineWorker } from './define-worker.js';

/** 不转为征收 refuse-conversion: the town decides again how the project goes on. */
export const refuseConversionWorker = defineWorker({
  jobType: 'refuse-conversion',
  input: z.object({ conversionId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ conversionId }, { tx }) => refuseConversion(tx, conversionId),
});
