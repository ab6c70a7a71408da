import { z } from 'zod';
import { concludeDecision } from '../db/repositories/decision-conclusion.repository.js';
import { defineWorker } from './define-worker.js';

/** 办结补偿决定 conclude-decision: fulfilled or enforced; the case of the household is told. */
export const concludeDecisionWorker = defineWorker({
  jobType: 'conclude-decision',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ outcome: z.enum(['fulfilled', 'enforced', 'withdrawn']) }),
  handle: ({ decisionId }, { tx }) => concludeDecision(tx, decisionId),
});
