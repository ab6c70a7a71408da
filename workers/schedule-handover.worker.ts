import { z } from 'zod';
import { scheduleHandover } from '../db/repositories/move-out.repository.js';
import { defineWorker } from './define-worker.js';

/** 安排交房 schedule-handover: opens a look at the house for the date that was agreed, and says when it is late. */
export const scheduleHandoverWorker = defineWorker({
  jobType: 'schedule-handover',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ handoverAt: z.string(), lateAt: z.string() }),
  handle: ({ householdId }, { tx }) => scheduleHandover(tx, householdId),
});
