import { z } from 'zod';
import { escalateRectification } from '../db/repositories/rectification.repository.js';
import { defineWorker } from './define-worker.js';

/** 整改逾期 escalate-rectification: the owner's supervision is told that the rectification is late. */
export const escalateRectificationWorker = defineWorker({
  jobType: 'escalate-rectification',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({ escalated: z.boolean() }),
  handle: async ({ inspectionId }, { tx }) => {
    await escalateRectification(tx, inspectionId);
    return { escalated: true };
  },
});
