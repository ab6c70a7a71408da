import { z } from 'zod';
import { readReturn } from '../db/repositories/expropriation.repository.js';
import { defineWorker } from './define-worker.js';

/** 读取退回步骤 read-expropriation-return: the step that the district government wants changed. */
export const readExpropriationReturnWorker = defineWorker({
  jobType: 'read-expropriation-return',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ returnTo: z.enum(['risk', 'funds', 'meeting']) }),
  handle: ({ trackId }, { tx }) => readReturn(tx, trackId),
});
