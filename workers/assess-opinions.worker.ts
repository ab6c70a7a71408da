import { z } from 'zod';
import { weighOpinions } from '../db/repositories/plan-opinions.repository.js';
import { defineWorker } from './define-worker.js';

/** 统计方案意见 assess-opinions: hearing, revision or none, once every opinion is answered (征收与补偿条例 art 11). */
export const assessOpinionsWorker = defineWorker({
  jobType: 'assess-opinions',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ opinionsOutcome: z.enum(['hearing', 'revise', 'continue']), planChanges: z.boolean() }),
  handle: ({ trackId }, { tx }) => weighOpinions(tx, trackId),
});
