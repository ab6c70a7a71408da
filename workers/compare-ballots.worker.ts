import { z } from 'zod';
import { differingBallots } from '../db/repositories/ballots.repository.js';
import { defineWorker } from './define-worker.js';

/** 比对选票 compare-ballots: whether two persons read every ballot alike, or a third look settled it. */
export const compareBallotsWorker = defineWorker({
  jobType: 'compare-ballots',
  input: z.object({ voteId: z.uuid() }),
  output: z.object({ ballotsDiffer: z.boolean() }),
  handle: async ({ voteId }, { tx }) => ({ ballotsDiffer: (await differingBallots(tx, voteId)).length > 0 }),
});
