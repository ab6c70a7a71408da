import { z } from 'zod';
import { recordNegotiation } from '../../db/repositories/negotiations.repository.js';
import { componentLabels } from '../../rules/compensation/component.js';
import { PLAN_ITEM_NAMES, countedIn } from '../../rules/compensation/plan-items.js';
import type { PlanItemName } from '../../rules/compensation/plan-items.js';
import type { Term } from '../../rules/vocabulary.js';
import { term } from '../../rules/vocabulary/term.js';
import { defineEntry } from './define-entry.js';
import { choice, integer, longText, rows } from './fields.js';

const COUNTED_ITEMS = Object.fromEntries(
  PLAN_ITEM_NAMES.flatMap((item) => {
    const unit = countedIn(item);
    return unit === undefined ? [] : [[item, term(`${componentLabels[item]}（${unit}）`, '按核实的数量补偿', 'SD18')]];
  }),
) as Readonly<Record<PlanItemName, Term>>;

/**
 * 协商: what this officer noted of the talk, and what he counted where the plan pays by months or pieces. Each of
 * the two enters on his own; only what both have counted is paid.
 */
export const negotiateEntry = defineEntry({
  act: 'negotiate',
  replaces: 'task',
  fields: z.object({
    summary: longText({ title: '协商记录', hint: '谈话时间地点、到场人员、户方诉求、解释的政策、达成的意向' }),
    counts: rows(
      { title: '按数量补偿的项目', hint: '方案按月或按件补偿的，填写现场核实的数量；两名经办人都核实的才计算' },
      { item: choice({ title: '项目' }, COUNTED_ITEMS), quantity: integer({ title: '数量' }, 1, 999) },
      0,
    ).optional(),
  }),
  store: async (tx, { entryId, taskCase, round, personId }, { summary, counts = [] }) => {
    await recordNegotiation(tx, { entryId, householdId: taskCase.id, round, officerId: personId, summary, counts });
  },
});
