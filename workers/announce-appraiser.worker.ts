import { z } from 'zod';
import { announceAppraiser } from '../db/repositories/chosen-appraiser.repository.js';
import { defineWorker } from './define-worker.js';

/** 告知机构选定 announce-appraiser: the choice was displayed, the appraisal may begin. */
export const announceAppraiserWorker = defineWorker({
  jobType: 'announce-appraiser',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({}),
  handle: async ({ trackId }, { tx }) => {
    await announceAppraiser(tx, trackId);
    return {};
  },
});
