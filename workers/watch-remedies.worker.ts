import { z } from 'zod';
import { watchRemedies } from '../db/repositories/compensation-decisions.repository.js';
import { defineWorker } from './define-worker.js';

/** 监测救济期限 watch-remedies: when remedies and performance are looked at next. */
export const watchRemediesWorker = defineWorker({
  jobType: 'watch-remedies',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ remedyCheckAt: z.string() }),
  handle: ({ decisionId }, { tx }) => watchRemedies(tx, decisionId),
});
