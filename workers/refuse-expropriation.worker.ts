import { z } from 'zod';
import { refuseExpropriation } from '../db/repositories/expropriation-refusal.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记不予征收 refuse-expropriation: the formal track ends without an expropriation, and that is published. */
export const refuseExpropriationWorker = defineWorker({
  jobType: 'refuse-expropriation',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ trackId }, { tx }) => refuseExpropriation(tx, trackId),
});
