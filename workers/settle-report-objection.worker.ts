import { z } from 'zod';
import { settleObjection } from '../db/repositories/report-objections.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记结果 settle-report-objection: what came of a household's request; a corrected report is handed down. */
export const settleReportObjectionWorker = defineWorker({
  jobType: 'settle-report-objection',
  input: z.object({ reportId: z.uuid() }),
  output: z.object({ settledStep: z.enum(['reappraisal', 'expert']) }),
  handle: ({ reportId }, { tx }) => settleObjection(tx, reportId),
});
