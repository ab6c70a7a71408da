import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { wasPublishedForOpinions } from '../../db/repositories/plan-notices.repository.js';
import { planTrack, storePlan } from '../../db/repositories/plans.repository.js';
import { checkChanges } from '../../rules/plan/check-draft.js';
import { checkPlanFigures } from '../../rules/plan/plan-figures.js';
import { defineEntry } from './define-entry.js';
import { date, document, longText, text } from './fields.js';
import { figuresGiven, planFigureFields, suggestedFigures } from './plan-figures.js';

/** 拟定补偿方案 (RULES part 3.5, 4, 7): the figures every household of the track is compensated by. */
export const draftPlanEntry = defineEntry({
  act: 'draft-plan',
  fields: z.object({
    number: text({ title: '方案文号' }, 100),
    priceDate: date({ title: '评估均价时点' }),
    ...planFigureFields,
    changes: longText({ title: '修改情况和理由', hint: '征求过意见后必填' }, 1000).optional(),
    paper: document({ title: '方案全文' }).optional(),
  }),
  suggest: async (tx, { id }) => suggestedFigures(tx, await planTrack(tx, id)),
  store: async (tx, { entryId, taskCase }, values) => {
    const { mode, policy } = await planTrack(tx, taskCase.id);
    const { number, priceDate, changes = null } = values;
    const figures = figuresGiven(values);
    const findings = [
      ...checkPlanFigures(mode, figures, policy).findings,
      ...checkChanges(await wasPublishedForOpinions(tx, taskCase.id), changes),
    ];
    if (findings.length > 0) throw new BusinessError(findings);
    await storePlan(tx, taskCase.id, { entryId, number, priceDate, changes, figures });
  },
});
