import { z } from 'zod';
import { storeLateMoveOut } from '../../db/repositories/move-out.repository.js';
import { lateMoveOutTerms } from '../../rules/move-out/handover.js';
import { defineEntry } from './define-entry.js';
import { choice, longText } from './fields.js';

/** 逾期搬迁: what follows, with its reason. An agreement gives claims by contract, no power to compel. */
export const decideLateMoveOutEntry = defineEntry({
  act: 'decide-late-move-out',
  fields: z.object({
    nextStep: choice({ title: '后续', hint: '不得采取停水、停电、威胁等方式迫使搬迁' }, lateMoveOutTerms),
    reason: longText({ title: '理由' }, 1000),
  }),
  store: (tx, { entryId, taskCase }, values) => storeLateMoveOut(tx, { entryId, householdId: taskCase.id }, values),
});
