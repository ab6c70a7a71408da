import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { countEarlierDisciplined, recordOf } from '../db/repositories/inspection-facts.repository.js';
import { defineWorker } from './define-worker.js';

/**
 * 核对检查结果 evaluate-inspection: whether problems, serious ones, and breaches of the rules of signing were found,
 * and how many of the accused were disciplined before.
 */
export const evaluateInspectionWorker = defineWorker({
  jobType: 'evaluate-inspection',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({
    hasFindings: z.boolean(),
    hasSeriousFindings: z.boolean(),
    hasBreaches: z.boolean(),
    earlierDisciplined: z.int(),
  }),
  handle: async ({ inspectionId }, { tx }) => {
    const record = await recordOf(tx, inspectionId);
    if (record === undefined) throw refusal('INSPECTION_MISSING', '检查人员尚未记录检查', 'R-70');
    const accused = record.breaches.map(({ personId }) => personId);
    return {
      hasFindings: record.findings.length > 0,
      hasSeriousFindings: record.findings.some(({ severity }) => severity === 'serious'),
      hasBreaches: accused.length > 0,
      earlierDisciplined: await countEarlierDisciplined(tx, inspectionId, accused),
    };
  },
});
