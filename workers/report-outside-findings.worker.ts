import { z } from 'zod';
import { reportOutsideFindings } from '../db/repositories/rectification.repository.js';
import { defineWorker } from './define-worker.js';

/** 送区里和纪检监察 report-outside-findings: what was found from outside goes to district and discipline at once, not through the firm. */
export const reportOutsideFindingsWorker = defineWorker({
  jobType: 'report-outside-findings',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({ reported: z.int() }),
  handle: async ({ inspectionId }, { tx }) => ({ reported: await reportOutsideFindings(tx, inspectionId) }),
});
