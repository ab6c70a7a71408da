import { z } from 'zod';
import { putChangeInForce } from '../db/repositories/rule-changes.repository.js';
import { defineWorker } from './define-worker.js';

/** 参数变更生效 put-rule-change-in-force: an approved change enters the register with its day, if it still may (SD10). */
export const putRuleChangeInForceWorker = defineWorker({
  jobType: 'put-rule-change-in-force',
  input: z.object({ registerEntryId: z.uuid() }),
  output: z.object({ inForce: z.boolean() }),
  handle: async ({ registerEntryId }, { tx }) => ({ inForce: await putChangeInForce(tx, registerEntryId) }),
});
