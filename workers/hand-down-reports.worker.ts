import { z } from 'zod';
import { handDownReports } from '../db/repositories/appraisal-reports.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记下发 hand-down-reports: all reviewed reports of the track at once; the firm may read them from now on (R-35, SD4). */
export const handDownReportsWorker = defineWorker({
  jobType: 'hand-down-reports',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ trackId }, { tx }) => handDownReports(tx, trackId),
});
