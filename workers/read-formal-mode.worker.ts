import { z } from 'zod';
import { refusal } from '../db/errors.js';
import { formalChoiceOf } from '../db/repositories/launch.repository.js';
import { formalModeTerms } from '../rules/launch/grounds.js';
import { defineWorker } from './define-worker.js';

const modes = Object.keys(formalModeTerms) as (keyof typeof formalModeTerms)[];

/** 读取征收方式 read-formal-mode: which formal track the department chose to prepare beside the negotiation. */
export const readFormalModeWorker = defineWorker({
  jobType: 'read-formal-mode',
  input: z.object({ projectId: z.uuid() }),
  output: z.object({ formalMode: z.enum(modes) }),
  handle: async ({ projectId }, { tx }) => {
    const choice = await formalChoiceOf(tx, projectId);
    if (choice === undefined) throw refusal('FIELD_MISSING', '尚未确定同步准备的征收方式', 'R-13');
    return { formalMode: choice.formalMode };
  },
});
