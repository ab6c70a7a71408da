import { z } from 'zod';
import { escalateDecision } from '../db/repositories/meeting-follow-up.repository.js';
import { defineWorker } from './define-worker.js';

/** 提请上级单位督办 escalate-decision: a decision is overdue: the body above the owner's is told. */
export const escalateDecisionWorker = defineWorker({
  jobType: 'escalate-decision',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ escalated: z.boolean() }),
  handle: ({ decisionId }, { tx }) => escalateDecision(tx, decisionId),
});
