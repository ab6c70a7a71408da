import { z } from 'zod';
import { openExpropriation } from '../db/repositories/expropriation.repository.js';
import { defineWorker } from './define-worker.js';

/** 读取本轨步骤 open-expropriation: which steps the decision takes is data of the mode. */
export const openExpropriationWorker = defineWorker({
  jobType: 'open-expropriation',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({
    returnTo: z.enum(['risk', 'funds', 'meeting']),
    riskReviewNeeded: z.boolean(),
    landApprovalNeeded: z.boolean(),
  }),
  handle: ({ trackId }, { tx }) => openExpropriation(tx, trackId),
});
