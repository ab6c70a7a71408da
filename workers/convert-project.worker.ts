import { z } from 'zod';
import { convertProject } from '../db/repositories/convert-project.repository.js';
import { defineWorker } from './define-worker.js';

/** 转为征收 convert-project: who has not signed is told and leaves negotiation. */
export const convertProjectWorker = defineWorker({
  jobType: 'convert-project',
  input: z.object({ conversionId: z.uuid() }),
  output: z.object({ convertedCount: z.number().int() }),
  handle: ({ conversionId }, { tx }) => convertProject(tx, conversionId),
});
