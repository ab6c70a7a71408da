import { z } from 'zod';
import { watchDemand } from '../db/repositories/compensation-decisions.repository.js';
import { defineWorker } from './define-worker.js';

/** 监测催告期限 watch-demand: when the ten working days of the demand are over. */
export const watchDemandWorker = defineWorker({
  jobType: 'watch-demand',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ demandEndsAt: z.string() }),
  handle: ({ decisionId }, { tx }) => watchDemand(tx, decisionId),
});
