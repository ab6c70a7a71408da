import { z } from 'zod';
import { adoptMinutes } from '../db/repositories/meeting-follow-up.repository.js';
import { defineWorker } from './define-worker.js';

/** 落实纪要 adopt-minutes: readings bind, touched agreements are listed, decisions are handed out. */
export const adoptMinutesWorker = defineWorker({
  jobType: 'adopt-minutes',
  input: z.object({ meetingId: z.uuid() }),
  output: z.object({
    decisions: z.array(z.object({ decisionId: z.uuid(), dueAt: z.string() })),
    catchUpCount: z.int(),
  }),
  handle: ({ meetingId }, { tx }) => adoptMinutes(tx, meetingId),
});
