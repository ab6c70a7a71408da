import { z } from 'zod';
import { prepareNotice } from '../db/repositories/notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟定公示内容 prepare-notice: masks the content by the rules of publication and fixes its hash. */
export const prepareNoticeWorker = defineWorker({
  jobType: 'prepare-notice',
  input: z.object({ noticeId: z.uuid() }),
  output: z.object({ contentHash: z.string().nullable() }),
  handle: async ({ noticeId }, { tx }) => ({ contentHash: (await prepareNotice(tx, noticeId)).contentHash }),
});
