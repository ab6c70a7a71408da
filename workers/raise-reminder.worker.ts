import { z } from 'zod';
import { raiseReminder } from '../db/repositories/reminders.repository.js';
import { defineWorker } from './define-worker.js';

/** 催办 raise-reminder: a step waits longer than it should: whoever it waits for and the one above are reminded. */
export const raiseReminderWorker = defineWorker({
  jobType: 'raise-reminder',
  input: z.object({ caseKind: z.string().optional(), caseId: z.uuid(), waitingFor: z.string() }),
  output: z.object({ reminded: z.boolean() }),
  handle: async (waiting, { tx }) => {
    await raiseReminder(tx, waiting);
    return { reminded: true };
  },
});
