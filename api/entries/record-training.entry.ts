import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeTraining } from '../../db/repositories/staff-members.repository.js';
import { trainingFormTerms, trainingKindTerms } from '../../rules/staff/staff-terms.js';
import { defineEntry } from './define-entry.js';
import { choice, date, integer, rows, text } from './fields.js';

/** 登记培训学时: what was attended, how it was held, and for how many hours. */
export const recordTrainingEntry = defineEntry({
  act: 'record-training',
  replaces: 'task',
  fields: z.object({
    sessions: rows(
      { title: '培训' },
      {
        kind: choice({ title: '类别' }, trainingKindTerms),
        form: choice({ title: '方式' }, trainingFormTerms),
        on: date({ title: '日期' }),
        hours: integer({ title: '学时', unit: '学时' }, 1, 200),
        topic: text({ title: '内容' }, 120),
      },
      1,
      40,
    ),
  }),
  store: async (tx, { entryId, taskCase }, { sessions }) => {
    const today = await tx.today();
    if (sessions.some(({ on }) => on > today)) {
      throw refusal('FIELD_OUT_OF_RANGE', '培训日期在今天以后，请改正', 'R-63', 'sessions');
    }
    const keys = sessions.map(({ kind, on, topic }) => `${kind} ${on} ${topic}`);
    if (new Set(keys).size < keys.length) {
      throw refusal('ALREADY_DONE', '同一次培训填写了两次，请删去重复的一行', 'R-63', 'sessions');
    }
    await storeTraining(tx, { entryId, staffMemberId: taskCase.id }, sessions);
  },
});
