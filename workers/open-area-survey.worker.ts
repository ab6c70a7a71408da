import { z } from 'zod';
import { openAreaSurvey } from '../db/repositories/projects.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启面积摸底 open-area-survey: the firm may measure from here on. */
export const openAreaSurveyWorker = defineWorker({
  jobType: 'open-area-survey',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({}),
  handle: async ({ projectId }, { tx }) => {
    await openAreaSurvey(tx, projectId);
    return {};
  },
});
