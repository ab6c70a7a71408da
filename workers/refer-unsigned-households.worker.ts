import { z } from 'zod';
import { referUnsignedHouseholds } from '../db/repositories/signing-outcome.repository.js';
import { defineWorker } from './define-worker.js';

/** 报请补偿决定 refer-unsigned-households: who has not signed in a formal period gets a decision. */
export const referUnsignedHouseholdsWorker = defineWorker({
  jobType: 'refer-unsigned-households',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ referred: z.number().int() }),
  handle: ({ projectId }, { tx }) => referUnsignedHouseholds(tx, projectId),
});
