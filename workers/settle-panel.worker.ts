import { z } from 'zod';
import { settlePanel } from '../db/repositories/review-sittings.repository.js';
import { defineWorker } from './define-worker.js';

/** 确认评议小组 settle-panel: whether everybody may vote or somebody must be replaced (SD7). */
export const settlePanelWorker = defineWorker({
  jobType: 'settle-panel',
  input: z.object({ reviewId: z.uuid() }),
  output: z.object({ panelStep: z.enum(['vote', 'replace']), memberIds: z.array(z.uuid()) }),
  handle: ({ reviewId }, { tx }) => settlePanel(tx, reviewId),
});
