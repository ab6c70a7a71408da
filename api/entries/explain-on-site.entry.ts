import { z } from 'zod';
import { storeExplanation } from '../../db/repositories/appraisal-steps.repository.js';
import { defineEntry } from './define-entry.js';
import { date, integer, longText, text } from './fields.js';

/** 现场说明 (办法 art 16): while the preliminary results are displayed the agency explains them in the scope. */
export const explainOnSiteEntry = defineEntry({
  act: 'explain-on-site',
  fields: z.object({
    place: text({ title: '地点' }, 120),
    explainedOn: date({ title: '日期' }),
    households: integer({ title: '到场户数', unit: '户' }, 0, 100_000),
    questions: longText({ title: '问题与答复', hint: '没有的写“无”' }),
  }),
  store: (tx, { entryId, taskCase }, values) => storeExplanation(tx, { entryId, trackId: taskCase.id }, values),
});
