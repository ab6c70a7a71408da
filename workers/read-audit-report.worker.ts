import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { auditReportOf } from '../db/repositories/audits.repository.js';
import { defineWorker } from './define-worker.js';

/** 读取审计结论 read-audit-report: how many findings are to be put right. */
export const readAuditReportWorker = defineWorker({
  jobType: 'read-audit-report',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ auditFindings: z.int() }),
  handle: async ({ projectId }, { tx }) => {
    const report = await auditReportOf(tx, projectId);
    if (report === undefined) throw refusal('FIELD_MISSING', '尚未录入审计报告', 'R-47');
    return { auditFindings: report.findings.length };
  },
});
