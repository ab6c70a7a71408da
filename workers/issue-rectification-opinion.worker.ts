import { z } from 'zod';
import { issueOpinion } from '../db/repositories/rectification.repository.js';
import { defineWorker } from './define-worker.js';

/** 发出整改意见 issue-rectification-opinion: says until when everything that was found is to be put right. */
export const issueRectificationOpinionWorker = defineWorker({
  jobType: 'issue-rectification-opinion',
  input: z.object({ inspectionId: z.uuid() }),
  output: z.object({ rectifyBy: z.string() }),
  handle: ({ inspectionId }, { tx }) => issueOpinion(tx, inspectionId),
});
