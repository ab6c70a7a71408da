import { z } from 'zod';
import { raiseOverdueAlarm } from '../db/repositories/settlement.repository.js';
import { defineWorker } from './define-worker.js';

/** 逾期告警 raise-overdue-alarm: the round is not paid at its due time: the supervision department and SASAC are told. */
export const raiseOverdueAlarmWorker = defineWorker({
  jobType: 'raise-overdue-alarm',
  input: z.object({ listId: z.uuid() }),
  output: z.object({ raised: z.boolean() }),
  handle: ({ listId }, { tx }) => raiseOverdueAlarm(tx, listId),
});
