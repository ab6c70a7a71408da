import { z } from 'zod';
import { closeHouseholdCase } from '../db/repositories/households.repository.js';
import { SYSTEM_ACTOR } from '../db/repositories/ledger.repository.js';
import { defineWorker } from './define-worker.js';

/** 户案结案 close-household-case: the household has left the house, or signing ended without it; its case ends. */
export const closeHouseholdCaseWorker = defineWorker({
  jobType: 'close-household-case',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ closed: z.boolean() }),
  handle: async ({ householdId }, { tx }) => {
    await closeHouseholdCase(tx, householdId, SYSTEM_ACTOR);
    return { closed: true };
  },
});
