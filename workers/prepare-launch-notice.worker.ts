import { z } from 'zod';
import { createLaunchNotice, LAUNCH_NOTICE_KINDS } from '../db/repositories/launch-notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制启动公告 prepare-launch-notice: writes the notice of a kind from what was entered and approved. */
export const prepareLaunchNoticeWorker = defineWorker({
  jobType: 'prepare-launch-notice',
  input: z.object({ projectId: z.uuid(), noticeKind: z.enum(LAUNCH_NOTICE_KINDS) }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ projectId, noticeKind }, { tx }) => ({
    noticeId: await createLaunchNotice(tx, projectId, noticeKind),
  }),
});
