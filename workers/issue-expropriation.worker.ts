import { z } from 'zod';
import { issueExpropriation } from '../db/repositories/expropriation.repository.js';
import { defineWorker } from './define-worker.js';

/** 形成征收决定 issue-expropriation: the decision as made, with the notice of it. */
export const issueExpropriationWorker = defineWorker({
  jobType: 'issue-expropriation',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ trackId }, { tx }) => issueExpropriation(tx, trackId),
});
