import { z } from 'zod';
import { keepLeastMeasure } from '../db/repositories/inspection-facts.repository.js';
import { MEASURES } from '../rules/supervision/least-measure.js';
import { defineWorker } from './define-worker.js';

/** 登记最轻处理 keep-least-measure: what the firm's own table lays down, before anybody decides. */
export const keepLeastMeasureWorker = defineWorker({
  jobType: 'keep-least-measure',
  input: z.object({ inspectionId: z.uuid(), leastMeasure: z.enum(MEASURES) }),
  output: z.object({}),
  handle: async ({ inspectionId, leastMeasure }, { tx }) => {
    await keepLeastMeasure(tx, inspectionId, leastMeasure);
    return {};
  },
});
