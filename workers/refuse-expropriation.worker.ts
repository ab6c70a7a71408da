import { z } from 'zod';
import { refuseExpropriation } from '../db/repositories/expropriation-refusal.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记不予征收 refuse-expropriation: the formal track ends without an expropriation. */
export const refuseExpropriationWorker = defineWorker({
  jobType: 'refuse-expropriation',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({}),
  handle: async ({ trackId }, { tx }) => {
    await refuseExpropriation(tx, trackId);
    return {};
  },
});
