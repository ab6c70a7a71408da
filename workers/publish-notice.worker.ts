import { z } from 'zod';
import { publishNotice } from '../db/repositories/notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 发布公示 publish-notice: publishes what was approved and answers when the period ends. */
export const publishNoticeWorker = defineWorker({
  jobType: 'publish-notice',
  input: z.object({ noticeId: z.uuid() }),
  output: z.object({ endsAt: z.iso.datetime({ offset: true }) }),
  handle: ({ noticeId }, { tx }) => publishNotice(tx, noticeId),
});
