import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeService } from '../../db/repositories/decision-facts.repository.js';
import type { ServedAct } from '../../db/repositories/decision-facts.repository.js';
import { term } from '../../rules/vocabulary/term.js';
import { defineEntry } from './define-entry.js';
import { choice, date, document, text } from './fields.js';

const source = '沪府发〔2012〕73号';
const manners = {
  direct: term('直接送达', '由本人签收', source),
  left: term('留置送达', '拒收时由见证人见证留置', source),
  mail: term('邮寄送达', '以回执为准', source),
  public: term('公告送达', '下落不明时公告', source),
};

/** What is handed to a household in writing: when, how, and who witnessed it; the receipt is a paper of the case. */
export const serviceEntry = (act: ServedAct) =>
  defineEntry({
    act,
    fields: z.object({
      servedOn: date({ title: '送达日期' }),
      manner: choice({ title: '送达方式' }, manners),
      witness: text({ title: '见证人', hint: '留置送达须填写' }, 60).optional(),
      receipt: document({ title: '送达回证' }).optional(),
    }),
    store: async (tx, { entryId, taskCase }, { servedOn, manner, witness }) => {
      if (servedOn > (await tx.today())) {
        throw refusal('FIELD_OUT_OF_RANGE', '送达日期不能在今日之后，请改正', 'R-46', 'servedOn');
      }
      if (manner === 'left' && witness === undefined) {
        throw refusal('FIELD_MISSING', '留置送达须有见证人，请填写', 'R-1', 'witness');
      }
      const service = { servedOn, manner: manners[manner].label, witness: witness ?? null };
      await storeService(tx, { entryId, decisionId: taskCase.id }, act, service);
    },
  });
