import { z } from 'zod';
import { storeRuling } from '../../db/repositories/decision-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, document, longText } from './fields.js';

/** 登记法院裁定与执行: what the court ruled and how it was carried out; nothing is ever cut off (征收与补偿条例 art 27). */
export const recordCourtRulingEntry = defineEntry({
  act: 'record-court-ruling',
  fields: z.object({
    ruledOn: date({ title: '裁定日期' }),
    ruling: longText({ title: '裁定与执行情况' }, 1000),
    file: document({ title: '裁定书' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, { ruledOn, ruling }) =>
    storeRuling(tx, { entryId, decisionId: taskCase.id }, { ruledOn, ruling }),
});
