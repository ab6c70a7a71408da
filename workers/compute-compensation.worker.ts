import { z } from 'zod';
import { computeAndStoreCompensation } from '../db/repositories/calculations.repository.js';
import { defineWorker } from './define-worker.js';

/** 计算补偿 compute-compensation: by the rules alone, from the frozen area and the plan of the project (SD18). */
export const computeCompensationWorker = defineWorker({
  jobType: 'compute-compensation',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ calculationId: z.uuid() }),
  handle: async ({ householdId }, { tx }) => ({
    calculationId: (await computeAndStoreCompensation(tx, householdId)).id,
  }),
});
