import { z } from 'zod';
import { getDecision } from '../db/repositories/compensation-decisions.repository.js';
import { reserveForDecision } from '../db/repositories/decision-funds.repository.js';
import { defineWorker } from './define-worker.js';

/** 留存补偿金额 reserve-decision-funds: the money lies ready, for this decision alone, before it is issued. */
export const reserveDecisionFundsWorker = defineWorker({
  jobType: 'reserve-decision-funds',
  input: z.object({ decisionId: z.uuid() }),
  output: z.object({ fundsReserved: z.boolean() }),
  handle: async ({ decisionId }, { tx }) => reserveForDecision(tx, await getDecision(tx, decisionId)),
});
