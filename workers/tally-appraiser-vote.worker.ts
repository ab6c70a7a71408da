import { z } from 'zod';
import { tallyVote } from '../db/repositories/vote-tally.repository.js';
import { defineWorker } from './define-worker.js';

/** 计票 tally-appraiser-vote: counts the attested ballots by the rule and says what follows. */
export const tallyAppraiserVoteWorker = defineWorker({
  jobType: 'tally-appraiser-vote',
  input: z.object({ voteId: z.uuid() }),
  output: z.object({ nextStep: z.enum(['chosen', 'again', 'run-off', 'lottery']) }),
  handle: async ({ voteId }, { tx }) => ({ nextStep: await tallyVote(tx, voteId) }),
});
