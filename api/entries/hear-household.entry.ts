import { z } from 'zod';
import { storeHearing } from '../../db/repositories/decision-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { date, document, longText } from './fields.js';

/** 听取意见与调解 (沪府发〔2012〕73号 art 3): what the household said, and what the mediation came to. */
export const hearHouseholdEntry = defineEntry({
  act: 'hear-household',
  fields: z.object({
    heardOn: date({ title: '听取意见日期' }),
    opinion: longText({ title: '当事人意见', hint: '未到场的写明通知情况' }, 2000),
    mediationOn: date({ title: '调解会日期' }).optional(),
    mediationResult: longText({ title: '调解结果' }, 1000).optional(),
    record: document({ title: '笔录' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, values) =>
    storeHearing(
      tx,
      { entryId, decisionId: taskCase.id },
      {
        heardOn: values.heardOn,
        opinion: values.opinion,
        mediationOn: values.mediationOn ?? null,
        mediationResult: values.mediationResult ?? null,
      },
    ),
});
