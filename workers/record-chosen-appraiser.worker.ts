import { z } from 'zod';
import { recordChosenAppraiser } from '../db/repositories/chosen-appraiser.repository.js';
import { defineWorker } from './define-worker.js';

/** 登记选定结果 record-chosen-appraiser: the agency that agreement, vote or lots chose, with its notice. */
export const recordChosenAppraiserWorker = defineWorker({
  jobType: 'record-chosen-appraiser',
  input: z.object({ trackId: z.uuid() }),
  output: z.object({ noticeId: z.uuid() }),
  handle: ({ trackId }, { tx }) => recordChosenAppraiser(tx, trackId),
});
