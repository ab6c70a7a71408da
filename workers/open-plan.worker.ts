import { z } from 'zod';
import { planTrack } from '../db/repositories/plans.repository.js';
import { needsWillingness } from '../rules/modes/modes.js';
import { defineWorker } from './define-worker.js';

/** 开始拟定方案 open-plan: which steps the mode demands of this plan (RULES part 3.3). */
export const openPlanWorker = defineWorker({
  jobType: 'open-plan',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ willingnessNeeded: z.boolean(), opinionsOutcome: z.literal('none') }),
  handle: async ({ trackId }, { tx }) => {
    const { mode, kind } = await planTrack(tx, trackId);
    return { willingnessNeeded: needsWillingness(mode, kind.renewal), opinionsOutcome: 'none' as const };
  },
});
