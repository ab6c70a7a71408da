import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { agendaOf } from '../db/repositories/meetings.repository.js';
import { defineWorker } from './define-worker.js';

/** 读取会期 read-agenda: the instant the meeting begins, at nine on the day of its agenda. */
export const readAgendaWorker = defineWorker({
  jobType: 'read-agenda',
  input: z.object({ meetingId: z.uuid() }),
  output: z.object({ meetsAt: z.string() }),
  handle: async ({ meetingId }, { tx }) => {
    const agenda = await agendaOf(tx, meetingId);
    if (agenda === undefined) throw refusal('FIELD_MISSING', '尚未拟定议程', 'R-28');
    return { meetsAt: `${agenda.meetsOn}T09:00:00+08:00` };
  },
});
