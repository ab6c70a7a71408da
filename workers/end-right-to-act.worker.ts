import { z } from 'zod';
import { raiseCertificateAlarm } from '../db/repositories/staff-certificates.repository.js';
import { defineWorker } from './define-worker.js';

/** 停止上岗 end-right-to-act: the certificate has ended; the guards refuse every act that needs one from that day on (R-42, SD16). */
export const endRightToActWorker = defineWorker({
  jobType: 'end-right-to-act',
  input: z.object({ staffMemberId: z.uuid() }),
  output: z.object({ ended: z.boolean() }),
  handle: async ({ staffMemberId }, { tx }) => {
    await raiseCertificateAlarm(tx, staffMemberId, 'expired');
    return { ended: true };
  },
});
