import { z } from 'zod';
import { storeWords } from '../../db/repositories/expropriation-facts.repository.js';
import { returnStepTerms } from '../../rules/expropriation/return-steps.js';
import { defineEntry } from './define-entry.js';
import { choice, longText, text } from './fields.js';

/** 作出征收决定: its number; or the step that must change, with the reason; or the reason why nothing is expropriated. */
export const decideExpropriationEntry = defineEntry({
  act: 'decide-expropriation',
  fields: z.object({
    number: text({ title: '决定文号', hint: '决定征收的填写' }, 80).optional(),
    returnTo: choice({ title: '退回的步骤', hint: '退回的填写' }, returnStepTerms).optional(),
    reason: longText({ title: '理由', hint: '退回或不予征收的填写' }, 2000).optional(),
  }),
  store: (tx, { entryId, taskCase }, { number, returnTo, reason }) =>
    storeWords(
      tx,
      { entryId, trackId: taskCase.id },
      { number: number ?? null, returnTo: returnTo ?? null, reason: reason ?? null },
    ),
});
