import { z } from 'zod';
import { closeObjection } from '../db/repositories/objections.repository.js';
import { defineWorker } from './define-worker.js';

/** 办结异议 close-objection: the written answer takes effect; an upheld objection sends the area back to be measured. */
export const closeObjectionWorker = defineWorker({
  jobType: 'close-objection',
  input: z.object({ objectionId: z.uuid() }),
  output: z.object({ upheld: z.boolean() }),
  handle: ({ objectionId }, { tx }) => closeObjection(tx, objectionId),
});
