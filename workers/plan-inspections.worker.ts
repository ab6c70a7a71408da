import { z } from 'zod';
import { planInspections } from '../db/repositories/inspection-plan.repository.js';
import { defineWorker } from './define-worker.js';

/** 排定检查 plan-inspections: opens the inspections of all bases that are due or will be soon. */
export const planInspectionsWorker = defineWorker({
  jobType: 'plan-inspections',
  input: z.object({}),
  output: z.object({ planned: z.int() }),
  handle: async (_input, { tx }) => ({ planned: await planInspections(tx) }),
});
