import { z } from 'zod';
import { closeProject } from '../db/repositories/closing.repository.js';
import { defineWorker } from './define-worker.js';

/** 关闭项目 close-project: the files are in the archive; nothing is done on the project any more. */
export const closeProjectWorker = defineWorker({
  jobType: 'close-project',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ projectId }, { tx }) => {
    await closeProject(tx, projectId);
    return { closed: true };
  },
});
