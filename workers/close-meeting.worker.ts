import { z } from 'zod';
import { closeMeeting } from '../db/repositories/meetings.repository.js';
import { defineWorker } from './define-worker.js';

/** 会议办结 close-meeting: everything the meeting decided is done and everything it touched is settled. */
export const closeMeetingWorker = defineWorker({
  jobType: 'close-meeting',
  input: z.object({ meetingId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ meetingId }, { tx }) => {
    await closeMeeting(tx, meetingId);
    return { closed: true };
  },
});
