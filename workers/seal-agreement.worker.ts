import { z } from 'zod';
import { sealAgreement } from '../db/repositories/sealing.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记用印 seal-agreement: seals exactly the reviewed content and counts the signing rate (R-41, SD2). */
export const sealAgreementWorker = defineWorker({
  jobType: 'seal-agreement',
  input: z.object({ agreementId: z.uuid() }),
  output: z.object({ sealed: z.boolean() }),
  handle: async ({ agreementId }, { tx }) => ({ sealed: (await sealAgreement(tx, agreementId)).sealedAt !== null }),
});
