import { z } from 'zod';
import { drawAgency } from '../db/repositories/lottery.repository.js';
import { defineWorker } from './define-worker.js';

/** 摇号 draw-appraiser: the order that the published seed gives, once a notary has attested. */
export const drawAppraiserWorker = defineWorker({
  jobType: 'draw-appraiser',
  input: z.object({ voteId: z.uuid() }),
  output: z.object({ lotteryDecides: z.enum(['agency', 'run-off']) }),
  handle: async ({ voteId }, { tx }) => ({ lotteryDecides: await drawAgency(tx, voteId) }),
});
