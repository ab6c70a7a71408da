import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { leastMeasureOf, recordOf, storeDiscipline } from '../../db/repositories/inspection-facts.repository.js';
import { disciplineTerms } from '../../rules/supervision/inspection-terms.js';
import { tooMild } from '../../rules/supervision/least-measure.js';
import { defineEntry } from './define-entry.js';
import { account, choice, rows, text } from './fields.js';
import { SIGNING_POSTS } from './record-inspection.js';

/** 决定惩戒: for each person who signed in breach of rules, what the firm's rules lay down and why. */
export const decideDisciplineEntry = defineEntry({
  act: 'decide-discipline',
  fields: z.object({
    decisions: rows(
      { title: '处理决定' },
      {
        person: account({ title: '姓名' }, SIGNING_POSTS),
        measure: choice({ title: '处理' }, disciplineTerms),
        firmRule: text({ title: '依据的本所规定' }, 120),
        reason: text({ title: '理由' }, 400),
      },
      1,
      10,
    ),
  }),
  store: async (tx, { entryId, taskCase }, { decisions }) => {
    const accused = ((await recordOf(tx, taskCase.id))?.breaches ?? []).map(({ personId }) => personId);
    const decided = decisions.map(({ person }) => person);
    const same = decided.length === accused.length && accused.every((person) => decided.includes(person));
    if (!same) {
      throw refusal('FIELD_INVALID', '请对检查认定的每一名违规签约人员各写一项处理决定，不多不少', 'R-72', 'decisions');
    }
    const least = await leastMeasureOf(tx, taskCase.id);
    if (least === undefined) throw refusal('STEP_OUT_OF_ORDER', '尚未按本所惩戒标准查出最轻处理，请稍后再试', 'R-72');
    const [mild] = decisions.flatMap(({ measure }) => tooMild(measure, least));
    if (mild !== undefined) throw refusal(mild.code, mild.message, mild.basis, 'decisions');
    const rowsToStore = decisions.map(({ person, ...decision }) => ({ ...decision, personId: person }));
    await storeDiscipline(tx, { entryId, inspectionId: taskCase.id }, rowsToStore);
  },
});
