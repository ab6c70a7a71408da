import { z } from 'zod';
import { issueDecision } from '../db/repositories/compensation-decisions.repository.js';
import { defineWorker } from './define-worker.js';

/** 作出补偿决定 issue-compensation-decision: issues what was approved and prepares its notice in the scope. */
export const issueDecisionWorker = defineWorker({
  jobType: 'issue-compensation-decision',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ decisionId }, { tx }) => issueDecision(tx, decisionId),
});
