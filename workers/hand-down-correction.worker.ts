import { z } from 'zod';
import { handDownCorrection } from '../db/repositories/report-objections.repository.js';
import { defineWorker } from './define-worker.js';

/** 下发更正报告 hand-down-correction: the corrected report as the town approved it; the firm may read it from now on (R-35, SD4). */
export const handDownCorrectionWorker = defineWorker({
  jobType: 'hand-down-correction',
  input: z.object({ reportId: z.uuid() }),
  output: z.object({}),
  handle: async ({ reportId }, { tx }) => {
    await handDownCorrection(tx, reportId);
    return {};
  },
});
