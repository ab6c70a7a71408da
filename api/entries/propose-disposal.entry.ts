import { z } from 'zod';
import { dueList, getDisposal, storeDisposalList } from '../../db/repositories/disposals.repository.js';
import { defineEntry } from './define-entry.js';
import { longText, text } from './fields.js';

/** 提出处置清单: the list of what is due as the system made it, and why it is to go, or to stay. */
export const proposeDisposalEntry = defineEntry({
  act: 'propose-disposal',
  fields: z.object({
    reason: longText({ title: '理由', hint: '鉴定意见：到期档案可以移交或销毁的理由；不予处置的也写明理由' }, 1000),
    listHash: text({ title: '到期清单摘要', hint: '与所附的到期清单逐字核对' }, 64),
  }),
  suggest: async (tx, { id }) => ({ listHash: (await dueList(tx, await getDisposal(tx, id))).contentHash }),
  store: (tx, { entryId, taskCase }, values) => storeDisposalList(tx, { entryId, disposalId: taskCase.id }, values),
});
