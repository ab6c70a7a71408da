import { z } from 'zod';
import { recordFileBagReturn } from '../db/repositories/file-bag-returns.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记退回 record-file-bag-return: counts the return and empties the approvals given since. */
export const recordFileBagReturnWorker = defineWorker({
  jobType: 'record-file-bag-return',
  input: z.object({ agreementId: z.uuid() }),
  output: z.object({ returnReason: z.enum(['a', 'b', 'c']), returns: z.number().int() }),
  handle: ({ agreementId }, { tx }) => recordFileBagReturn(tx, agreementId),
});
