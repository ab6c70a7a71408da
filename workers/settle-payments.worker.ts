import { z } from 'zod';
import { settlePayments } from '../db/repositories/settlement.repository.js';
import { defineWorker } from './define-worker.js';

/** 核对回单入账 settle-payments: books what the bank paid; what it sent back stays due. */
export const settlePaymentsWorker = defineWorker({
  jobType: 'settle-payments',
  input: z.object({ listId: z.uuid() }),
  output: z.object({ allPaid: z.boolean() }),
  handle: async ({ listId }, { tx }) => ({ allPaid: (await settlePayments(tx, listId)).allPaid }),
});
