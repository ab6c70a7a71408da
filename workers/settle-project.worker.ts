import { z } from 'zod';
import { settleProject } from '../db/repositories/closing.repository.js';
import { defineWorker } from './define-worker.js';

/** 结算项目 settle-project: figures of a finished project, all from the database. */
export const settleProjectWorker = defineWorker({
  jobType: 'settle-project',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ settled: z.boolean() }),
  handle: async ({ projectId }, { tx }) => {
    await settleProject(tx, projectId);
    return { settled: true };
  },
});
