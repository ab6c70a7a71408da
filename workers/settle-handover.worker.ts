import { z } from 'zod';
import { settleHandover } from '../db/repositories/move-out.repository.js';
import { defineWorker } from './define-worker.js';

/** 核对交房 settle-handover: compares what two officers found at the house. */
export const settleHandoverWorker = defineWorker({
  jobType: 'settle-handover',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ handoverResult: z.enum(['vacated', 'occupied', 'differ']) }),
  handle: ({ householdId }, { tx }) => settleHandover(tx, householdId),
});
