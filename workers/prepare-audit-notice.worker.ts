import { z } from 'zod';
import { createAuditNotice } from '../db/repositories/audits.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制审计结果公布 prepare-audit-notice: what the public reads of the audit. */
export const prepareAuditNoticeWorker = defineWorker({
  jobType: 'prepare-audit-notice',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ projectId }, { tx }) => ({ noticeId: await createAuditNotice(tx, projectId) }),
});
