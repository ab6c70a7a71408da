import { z } from 'zod';
import { prepareAgreement } from '../db/repositories/agreements.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟定电子协议 prepare-agreement: a new version of the agreement from the checked calculation, locked by its hash. */
export const prepareAgreementWorker = defineWorker({
  jobType: 'prepare-agreement',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ agreementId: z.uuid(), contentHash: z.string() }),
  handle: async ({ householdId }, { tx }) => {
    const { id, contentHash } = await prepareAgreement(tx, householdId);
    return { agreementId: id, contentHash };
  },
});
