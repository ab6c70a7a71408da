import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { getDecision } from '../../db/repositories/compensation-decisions.repository.js';
import { serviceOf, storeChoice } from '../../db/repositories/decision-facts.repository.js';
import { compensationChoiceTerms } from '../../rules/vocabulary/cases.js';
import { defineEntry } from './define-entry.js';
import { choice, date, document } from './fields.js';

/** 登记补偿方式: money or the house, as the household took it; the difference is computed (征收与补偿条例 art 21). */
export const recordCompensationChoiceEntry = defineEntry({
  act: 'record-compensation-choice',
  fields: z.object({
    choice: choice({ title: '补偿方式', hint: '该户未作选择的，按货币补偿' }, compensationChoiceTerms),
    chosenOn: date({ title: '选择日期' }),
    file: document({ title: '该户的选择或受领凭证' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { choice: chosen, chosenOn }) => {
    const decision = await getDecision(tx, taskCase.id);
    const served = await serviceOf(tx, decision.id, 'serve-decision');
    if (chosenOn > (await tx.today()) || served === undefined || chosenOn < served.servedOn) {
      throw refusal(
        'FIELD_OUT_OF_RANGE',
        '选择日期须在决定送达之后、今日之前，请改正',
        '征收与补偿条例第21条',
        'chosenOn',
      );
    }
    await storeChoice(tx, { entryId, decisionId: decision.id }, { choice: chosen, chosenOn });
  },
});
