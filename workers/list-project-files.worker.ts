import { z } from 'zod';
import { listProjectFiles } from '../db/repositories/closing.repository.js';
import { defineWorker } from './define-worker.js';

/** 编制移交清单 list-project-files: every paper of the project with its hash, for the archive. */
export const listProjectFilesWorker = defineWorker({
  jobType: 'list-project-files',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ fileCount: z.int() }),
  handle: ({ projectId }, { tx }) => listProjectFiles(tx, projectId),
});
