import { z } from 'zod';
import { watchDeadlines } from '../db/repositories/deadline-watch.repository.js';
import { defineWorker } from './define-worker.js';

/** 期限巡查 watch-deadlines: once a day, whatever is near, over or done: alarms raised and settled (R-53, R-16, SD16). */
export const watchDeadlinesWorker = defineWorker({
  jobType: 'watch-deadlines',
  input: z.object({}),
  output: z.object({ raised: z.number(), settled: z.number() }),
  handle: (_input, { tx }) => watchDeadlines(tx),
});
