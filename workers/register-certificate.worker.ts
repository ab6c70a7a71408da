import { z } from 'zod';
import { registerCertificate } from '../db/repositories/staff-certificates.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记上岗证 register-certificate: what the department certified becomes the certificate of the person (SD16). */
export const registerCertificateWorker = defineWorker({
  jobType: 'register-certificate',
  input: z.object({ staffMemberId: z.uuid() }),
  output: z.object({ certified: z.boolean() }),
  handle: async ({ staffMemberId }, { tx }) => {
    await registerCertificate(tx, staffMemberId);
    return { certified: true };
  },
});
