import { z } from 'zod';
import { carryOutDisposal } from '../db/repositories/disposals.repository.js';
import { defineWorker } from './define-worker.js';

/** 执行处置 carry-out-disposal: the decided list is transferred, or its bytes are destroyed, once. */
export const carryOutDisposalWorker = defineWorker({
  jobType: 'carry-out-disposal',
  input: z.object({ disposalId: z.uuid() }),
  output: z.object({ fileCount: z.int(), destroyed: z.int() }),
  handle: ({ disposalId }, { tx }) => carryOutDisposal(tx, disposalId),
});
