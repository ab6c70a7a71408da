import { z } from 'zod';
import { storeAnswer } from '../../db/repositories/report-objection-facts.repository.js';
import { defineEntry } from './define-entry.js';
import { longText } from './fields.js';

/** 复核答复 (办法 art 21): in writing, whether the result stays or changes. */
export const answerReappraisalEntry = defineEntry({
  act: 'answer-reappraisal',
  fields: z.object({ answer: longText({ title: '书面答复', hint: '逐项答复该户指出的问题' }) }),
  store: (tx, { entryId, taskCase }, { answer }) => storeAnswer(tx, { entryId, reportId: taskCase.id }, answer),
});
