import { z } from 'zod';
import { consultationOf, storeAnswers } from '../../db/repositories/plan-opinions.repository.js';
import { defineEntry } from './define-entry.js';
import { integer, longText, rows, yesNo } from './fields.js';

/** 答复方案意见 (征收与补偿条例 art 11): every opinion, accepted or why not. */
export const answerOpinionsEntry = defineEntry({
  act: 'answer-opinions',
  fields: z.object({
    answers: rows(
      { title: '答复', hint: '每条意见一行，编号与登记的一致' },
      {
        number: integer({ title: '意见编号' }, 1, 500),
        accepted: yesNo({ title: '是否采纳' }),
        answer: longText({ title: '答复和理由' }, 1000),
      },
      0,
      500,
    ),
  }),
  suggest: async (tx, { id }) => {
    const opinions = (await consultationOf(tx, id))?.opinions ?? [];
    return { answers: opinions.map(({ number }) => ({ number, accepted: false, answer: '' })) };
  },
  store: (tx, { entryId, taskCase }, { answers }) => storeAnswers(tx, { entryId, trackId: taskCase.id }, answers),
});
