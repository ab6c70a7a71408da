import { z } from 'zod';
import { listDeterminedArea } from '../db/repositories/areas.repository.js';
import { defineWorker } from './define-worker.js';

/** 列入面积清单 list-determined-area: puts the determination on the list; the last one of a project opens its public display. */
export const listDeterminedAreaWorker = defineWorker({
  jobType: 'list-determined-area',
  input: z.object({ householdId: z.uuid() }),
  output: z.object({ noticeId: z.uuid().nullable() }),
  handle: ({ householdId }, { tx }) => listDeterminedArea(tx, householdId),
});
