import { z } from 'zod';
import { countCompensationNeed, fundFindings } from '../db/repositories/compensation-need.repository.js';
import { planTrack } from '../db/repositories/plans.repository.js';
import { defineWorker } from './define-worker.js';

/** 核算应补偿金额 count-compensation-funds: what the households are owed by the plan, against the special account. */
export const countCompensationFundsWorker = defineWorker({
  jobType: 'count-compensation-funds',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ fundsSufficient: z.boolean(), meetingNeeded: z.boolean() }),
  handle: async ({ trackId }, { tx }) => {
    const track = await planTrack(tx, trackId);
    const { meetingNeeded } = await countCompensationNeed(tx, track);
    const findings = await fundFindings(tx, track.projectId, trackId);
    return { fundsSufficient: findings.length === 0, meetingNeeded };
  },
});
