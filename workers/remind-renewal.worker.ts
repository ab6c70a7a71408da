import { z } from 'zod';
import { raiseCertificateAlarm } from '../db/repositories/staff-certificates.repository.js';
import { defineWorker } from './define-worker.js';

/** 提醒换证 remind-renewal: the certificate ends soon (SD16). */
export const remindRenewalWorker = defineWorker({
  jobType: 'remind-renewal',
  input: z.object({ staffMemberId: z.uuid() }),
  output: z.object({ reminded: z.boolean() }),
  handle: async ({ staffMemberId }, { tx }) => {
    await raiseCertificateAlarm(tx, staffMemberId, 'expiring');
    return { reminded: true };
  },
});
