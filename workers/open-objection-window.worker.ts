import { z } from 'zod';
import { openObjectionWindow } from '../db/repositories/report-objections.repository.js';
import { defineWorker } from './define-worker.js';

/** 起算申请期限 open-objection-window: until when a household may ask for a re-appraisal or the experts. */
export const openObjectionWindowWorker = defineWorker({
  jobType: 'open-objection-window',
  input: z.object({ reportId: z.uuid(), step: z.enum(['reappraisal', 'expert']) }),
  output: z.object({ endsAt: z.string() }),
  handle: ({ reportId, step }, { tx }) => openObjectionWindow(tx, reportId, step),
});
