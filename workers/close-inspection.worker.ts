import { z } from 'zod';
import { closeInspection } from '../db/repositories/inspections.repository.js';
import { defineWorker } from './define-worker.js';

/** 检查办结 close-inspection: nothing that was found is open any more. */
export const closeInspectionWorker = defineWorker({
  jobType: 'close-inspection',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ inspectionId }, { tx }) => {
    await closeInspection(tx, inspectionId);
    return { closed: true };
  },
});
