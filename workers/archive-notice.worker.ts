import { z } from 'zod';
import { archiveNotice } from '../db/repositories/notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 公示归档 archive-notice: takes the notice down after its period and keeps the proof. */
export const archiveNoticeWorker = defineWorker({
  jobType: 'archive-notice',
  input: z.object({ noticeId: z.uuid() }),
  output: z.object({ upheldCount: z.number().int() }),
  handle: async ({ noticeId }, { tx }) => ({ upheldCount: (await archiveNotice(tx, noticeId)).upheldCount }),
});
