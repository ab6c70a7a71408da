import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { storeFormalGround } from '../../db/repositories/launch.repository.js';
import { checkStateGround } from '../../rules/launch/check-ground.js';
import { stateGroundTerms } from '../../rules/launch/grounds.js';
import { defineEntry } from './define-entry.js';
import { choice, longText, yesNo } from './fields.js';

/** 提出国有土地征收理由: the ground of public interest and the conformity with the plans (征收与补偿条例第8条、第9条). */
export const proposeStateGroundEntry = defineEntry({
  act: 'propose-state-ground',
  fields: z.object({
    ground: choice({ title: '公共利益情形' }, stateGroundTerms),
    economicPlan: yesNo({ title: '符合国民经济和社会发展规划' }),
    landUsePlan: yesNo({ title: '符合土地利用总体规划' }),
    urbanPlan: yesNo({ title: '符合城乡规划' }),
    specialPlan: yesNo({ title: '符合专项规划' }),
    annualPlan: yesNo({ title: '已纳入年度计划', hint: '保障性安居工程和旧城区改建须纳入' }),
    explanation: longText({ title: '说明' }, 2000),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const findings = checkStateGround(values);
    if (findings.length > 0) throw new BusinessError(findings);
    const { ground, explanation } = values;
    await storeFormalGround(tx, { entryId, projectId: taskCase.id }, { mode: 'state', ground, explanation });
  },
});
