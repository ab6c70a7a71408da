import { z } from 'zod';
import { watchDeadlines } from '../db/repositories/deadline-watch.repository.js';
import { openDueDisposals } from '../db/repositories/disposals.repository.js';
import { defineWorker } from './define-worker.js';

/** 期限巡查 watch-deadlines: once a day, whatever is near, over or done: alarms raised and settled, archives due. */
export const watchDeadlinesWorker = defineWorker({
  jobType: 'watch-deadlines',
  input: z.object({}),
  output: z.object({ raised: z.number(), settled: z.number() }),
  handle: async (_input, { tx }) => {
    await openDueDisposals(tx);
    return watchDeadlines(tx);
  },
});
