import { z } from 'zod';
import { extendSigning } from '../db/repositories/signing-outcome.repository.js';
import { defineWorker } from './define-worker.js';

/** 延长签约期 extend-signing: the town has decided so; once. */
export const extendSigningWorker = defineWorker({
  jobType: 'extend-signing',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ signingEndsAt: z.string(), noticeId: z.uuid(), rateReached: z.boolean() }),
  handle: ({ projectId }, { tx }) => extendSigning(tx, projectId),
});
