import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { recordOf } from '../db/repositories/inspection-facts.repository.js';
import { defineWorker } from './define-worker.js';

/** 核对检查结果 evaluate-inspection: whether problems, and breaches of the rules of signing, were found. */
export const evaluateInspectionWorker = defineWorker({
  jobType: 'evaluate-inspection',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({ hasFindings: z.boolean(), hasBreaches: z.boolean() }),
  handle: async ({ inspectionId }, { tx }) => {
    const record = await recordOf(tx, inspectionId);
    if (record === undefined) throw refusal('INSPECTION_MISSING', '检查人员尚未记录检查', 'R-70');
    return { hasFindings: record.findings.length > 0, hasBreaches: record.breaches.length > 0 };
  },
});
