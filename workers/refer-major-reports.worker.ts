import { z } from 'zod';
import { referMajorReports } from '../db/repositories/appraisal-reports.repository.js';
import { defineWorker } from './define-worker.js';

/** 核对重大金额 refer-major-reports: which results go to the expert committee as an extra check. */
export const referMajorReportsWorker = defineWorker({
  jobType: 'refer-major-reports',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ referredCount: z.number().int() }),
  handle: async ({ trackId }, { tx }) => ({ referredCount: await referMajorReports(tx, trackId) }),
});
