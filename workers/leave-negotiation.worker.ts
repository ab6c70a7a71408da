import { z } from 'zod';
import { leaveNegotiation } from '../db/repositories/convert-project.repository.js';
import { defineWorker } from './define-worker.js';

/** 退出协商 leave-negotiation: clears what negotiation left behind when its tasks were withdrawn. */
export const leaveNegotiationWorker = defineWorker({
  jobType: 'leave-negotiation',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ negotiationRound: z.number().int() }),
  handle: ({ householdId }, { tx }) => leaveNegotiation(tx, householdId),
});
