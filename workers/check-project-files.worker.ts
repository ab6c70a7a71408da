import { z } from 'zod';
import { openMattersOf } from '../db/repositories/closing.repository.js';
import { defineWorker } from './define-worker.js';

/** 清点材料 check-project-files: does any household's file lack a paper, is any agreement still to be checked? */
export const checkProjectFilesWorker = defineWorker({
  jobType: 'check-project-files',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ filesComplete: z.boolean() }),
  handle: async ({ projectId }, { tx }) => ({ filesComplete: (await openMattersOf(tx, projectId)).length === 0 }),
});
