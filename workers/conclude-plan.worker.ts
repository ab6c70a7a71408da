import { z } from 'zod';
import { concludePlan } from '../db/repositories/plans.repository.js';
import { defineWorker } from './define-worker.js';

/** 方案生效 conclude-plan: the plan is adopted and published, and the track goes on by it. */
export const concludePlanWorker = defineWorker({
  jobType: 'conclude-plan',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({}),
  handle: async ({ trackId }, { tx }) => {
    await concludePlan(tx, trackId);
    return {};
  },
});
