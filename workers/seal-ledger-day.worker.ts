import { z } from 'zod';
import { sealLedgerDay } from '../db/repositories/ledger-roots.repository.js';
import { defineWorker } from './define-worker.js';

/** 封存账本 seal-ledger-day: one root over all entries until yesterday, public at once. */
export const sealLedgerDayWorker = defineWorker({
  jobType: 'seal-ledger-day',
  input: z.object({}),
  output: z.object({ sealedDay: z.string(), sealedHash: z.string() }),
  handle: async (_input, { tx }) => {
    const { day, hash } = await sealLedgerDay(tx);
    return { sealedDay: day, sealedHash: hash };
  },
});
