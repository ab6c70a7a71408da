import { z } from 'zod';
import { createSelectionNotice, SELECTION_NOTICE_KINDS } from '../db/repositories/selection-notices.repository.js';
import { defineWorker } from './define-worker.js';

/** 拟制选定公告 prepare-selection-notice: writes a notice of the choice of an agency from what was entered. */
export const prepareSelectionNoticeWorker = defineWorker({
  jobType: 'prepare-selection-notice',
  input: z.object({ trackId: z.uuid(), noticeKind: z.enum(SELECTION_NOTICE_KINDS) }),
  output: z.object({ noticeId: z.uuid() }),
  handle: async ({ trackId, noticeKind }, { tx }) => ({
    noticeId: await createSelectionNotice(tx, trackId, noticeKind),
  }),
});
