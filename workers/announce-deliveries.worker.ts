import { z } from 'zod';
import { announceDeliveries } from '../db/repositories/appraisal-reports.repository.js';
import { defineWorker } from './define-worker.js';

/** 告知送达 announce-deliveries: tells every household that has its report, and counts those that wait. */
export const announceDeliveriesWorker = defineWorker({
  jobType: 'announce-deliveries',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ undelivered: z.number().int() }),
  handle: async ({ trackId }, { tx }) => ({ undelivered: await announceDeliveries(tx, trackId) }),
});
