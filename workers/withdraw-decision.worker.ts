import { z } from 'zod';
import { withdrawDecision } from '../db/repositories/decision-conclusion.repository.js';
import { defineWorker } from './define-worker.js';

/** 撤回补偿决定 withdraw-decision: the household has signed after all. */
export const withdrawDecisionWorker = defineWorker({
  jobType: 'withdraw-decision',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ outcome: z.enum(['fulfilled', 'enforced', 'withdrawn']) }),
  handle: ({ decisionId }, { tx }) => withdrawDecision(tx, decisionId),
});
