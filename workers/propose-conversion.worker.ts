import { z } from 'zod';
import { proposeConversion } from '../db/repositories/conversion.repository.js';
import { defineWorker } from './define-worker.js';

/** 建议转为征收 propose-conversion: starts the case in which the district government decides. */
export const proposeConversionWorker = defineWorker({
  jobType: 'propose-conversion',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ conversionId: z.uuid() }),
  handle: ({ projectId }, { tx }) => proposeConversion(tx, projectId),
});
