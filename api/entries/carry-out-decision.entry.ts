import { z } from 'zod';
import { storeDecisionReport } from '../../db/repositories/minutes.repository.js';
import { defineEntry } from './define-entry.js';
import { document, longText } from './fields.js';

/** 办理议定事项: what the owner has done, with a paper where there is one. */
export const carryOutDecisionEntry = defineEntry({
  act: 'carry-out-decision',
  fields: z.object({
    result: longText({ title: '办理结果' }, 1000),
    paper: document({ title: '证明材料' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, { result, paper }) =>
    storeDecisionReport(tx, { entryId, decisionId: taskCase.id }, { result, documentId: paper ?? null }),
});
