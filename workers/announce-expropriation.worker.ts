import { z } from 'zod';
import { announceExpropriation } from '../db/repositories/expropriation.repository.js';
import { defineWorker } from './define-worker.js';

/** 告知征收决定 announce-expropriation: decided and published, the formal track goes on. */
export const announceExpropriationWorker = defineWorker({
  jobType: 'announce-expropriation',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({}),
  handle: async ({ trackId }, { tx }) => {
    await announceExpropriation(tx, trackId);
    return {};
  },
});
