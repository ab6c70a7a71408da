import { z } from 'zod';
import { freezeAreaList } from '../db/repositories/area-lists.repository.js';
import { defineWorker } from './define-worker.js';

/** 冻结面积 freeze-area-list: after the display, freezes every area without an upheld objection. */
export const freezeAreaListWorker = defineWorker({
  jobType: 'freeze-area-list',
  input: z.object({ noticeId: z.uuid() }),
  output: z.object({ frozenCount: z.number().int(), upheldCount: z.number().int() }),
  handle: ({ noticeId }, { tx }) => freezeAreaList(tx, noticeId),
});
