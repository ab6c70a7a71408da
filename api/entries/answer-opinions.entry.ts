import { z } from 'zod';
import { consultationOf, storeAnswers } from '../../db/repositories/plan-opinions.repository.js';
import { defineEntry } from './define-entry.js';
import { integer, longText, rows, yesNo } from './fields.js';

const ROWS = 500;
/** Every household may file one, and the town enters what reached it otherwise. */
const MOST_OPINIONS = 100_000;

/** 答复方案意见 (征收与补偿条例 art 11): every opinion, accepted or why not. */
export const answerOpinionsEntry = defineEntry({
  act: 'answer-opinions',
  fields: z.object({
    answers: rows(
      { title: '答复', hint: '每条意见都要答复；编号连续、内容相同的可以写成一行' },
      {
        number: integer({ title: '意见编号' }, 1, MOST_OPINIONS),
        through: integer({ title: '至编号', hint: '只在一行答复多条时填写' }, 1, MOST_OPINIONS).optional(),
        accepted: yesNo({ title: '是否采纳' }),
        answer: longText({ title: '答复和理由' }, 1000),
      },
      0,
      ROWS,
    ),
  }),
  suggest: async (tx, { id }) => {
    const opinions = (await consultationOf(tx, id))?.opinions ?? [];
    return { answers: opinions.slice(0, ROWS).map(({ number }) => ({ number, accepted: false, answer: '' })) };
  },
  store: (tx, { entryId, taskCase }, { answers }) => storeAnswers(tx, { entryId, trackId: taskCase.id }, answers),
});
