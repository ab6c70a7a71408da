import { z } from 'zod';
import { openVote } from '../db/repositories/votes.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启投票 open-agency-vote: the next vote of a track, from the coming day on. */
export const openAgencyVoteWorker = defineWorker({
  jobType: 'open-agency-vote',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ voteId: z.uuid(), votingEndsAt: z.string() }),
  handle: async ({ trackId }, { tx }) => {
    const { id, closesAt } = await openVote(tx, trackId);
    return { voteId: id, votingEndsAt: closesAt };
  },
});
