import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeWillingness, unitsOf } from '../../db/repositories/plan-opinions.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { defineEntry } from './define-entry.js';
import { date, document, integer, text } from './fields.js';

/** 登记意愿征询结果 (市政府令第71号 art 12): how many of all units agree; who is silent does not. */
export const recordWillingnessEntry = defineEntry({
  act: 'record-willingness',
  fields: z.object({
    agreeing: integer({ title: '同意户数', unit: '户', hint: '总户数按户册计算，沉默不算同意' }, 0, 100_000),
    countedOn: date({ title: '计票日' }),
    witness: text({ title: '见证人', hint: '开箱和计票的公证员或见证人' }, 100),
    paper: document({ title: '计票记录' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { agreeing, countedOn, witness }) => {
    const { projectId } = await getTrack(tx, taskCase.id);
    const units = await unitsOf(tx, projectId);
    if (agreeing > units) {
      throw refusal(
        'FIELD_OUT_OF_RANGE',
        `户册共${String(units)}户，同意户数不能超过`,
        '市政府令第71号第12条',
        'agreeing',
      );
    }
    if (countedOn > (await tx.today())) {
      throw refusal('FIELD_OUT_OF_RANGE', '计票日不能晚于今天', '市政府令第71号第12条', 'countedOn');
    }
    await storeWillingness(tx, { entryId, trackId: taskCase.id }, { units, agreeing, countedOn, witness });
  },
});
