import { z } from 'zod';
import { storeSigningDecision } from '../../db/repositories/signing-outcome.repository.js';
import { defineEntry } from './define-entry.js';
import { integer, longText } from './fields.js';

/** 决定签约期满后续: why, and for how long where the period is extended. */
export const decideSigningOutcomeEntry = defineEntry({
  act: 'decide-signing-outcome',
  fields: z.object({
    reason: longText({ title: '理由' }, 1000),
    extensionDays: integer(
      { title: '延长天数', unit: '日', hint: '只在延长时填写，自决定之日起算' },
      1,
      365,
    ).optional(),
  }),
  store: (tx, { entryId, taskCase }, { reason, extensionDays }) =>
    storeSigningDecision(tx, { entryId, projectId: taskCase.id }, { reason, extensionDays: extensionDays ?? null }),
});
