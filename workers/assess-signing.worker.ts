import { z } from 'zod';
import { assessSigning } from '../db/repositories/signing-watch.repository.js';
import { defineWorker } from './define-worker.js';

/** 核定签约结果 assess-signing: what a signing period that is over has come to (市政府令第71号 art 21). */
export const assessSigningWorker = defineWorker({
  jobType: 'assess-signing',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({
    signingOutcome: z.enum(['completed', 'reached', 'undecided', 'terminate', 'decide-unsigned']),
    noticeId: z.uuid().nullable(),
  }),
  handle: ({ projectId }, { tx }) => assessSigning(tx, projectId),
});
