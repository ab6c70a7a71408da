import { z } from 'zod';
import { openNegotiationRound } from '../db/repositories/negotiations.repository.js';
import { defineWorker } from './define-worker.js';

/** 开启新一轮协商 open-negotiation-round: what was returned is negotiated again by two officers. */
export const openNegotiationRoundWorker = defineWorker({
  jobType: 'open-negotiation-round',
  input: z.object({ householdId: z.uuid(), negotiationRound: z.number().int().min(1) }),
  output: z.object({ negotiationRound: z.number().int() }),
  handle: async ({ householdId, negotiationRound }, { tx }) => ({
    negotiationRound: await openNegotiationRound(tx, householdId, negotiationRound),
  }),
});
