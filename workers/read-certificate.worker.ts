import { z } from 'zod';
import { certificateDates } from '../db/repositories/staff-certificates.repository.js';
import { defineWorker } from './define-worker.js';

/** 读取到期日 read-certificate: when the person is to be reminded, and when the certificate ends (SD16). */
export const readCertificateWorker = defineWorker({
  jobType: 'read-certificate',
  input: z.object({ staffMemberId: z.uuid() }),
  output: z.object({ remindAt: z.string(), endsAt: z.string() }),
  handle: ({ staffMemberId }, { tx }) => certificateDates(tx, staffMemberId),
});
