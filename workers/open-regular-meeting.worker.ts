import { z } from 'zod';
import { openRegularMeeting } from '../db/repositories/meetings.repository.js';
import { defineWorker } from './define-worker.js';

/** 安排到期例会 open-regular-meeting: convenes the regular meeting that falls due this week, if one does. */
export const openRegularMeetingWorker = defineWorker({
  jobType: 'open-regular-meeting',
  input: z.object({}),
  output: z.object({ meetingOpened: z.boolean() }),
  handle: async (_input, { tx }) => ({ meetingOpened: await openRegularMeeting(tx) }),
});
