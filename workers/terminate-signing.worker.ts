import { z } from 'zod';
import { terminateSigning } from '../db/repositories/signing-outcome.repository.js';
import { defineWorker } from './define-worker.js';

/** 终止签约 terminate-signing: agreements without effect lapse, and every household left is told. */
export const terminateSigningWorker = defineWorker({
  jobType: 'terminate-signing',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ projectId }, { tx }) => terminateSigning(tx, projectId),
});
