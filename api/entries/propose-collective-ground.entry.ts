import { z } from 'zod';
import { BusinessError } from '../../db/errors.js';
import { storeFormalGround } from '../../db/repositories/launch.repository.js';
import { checkCollectiveGround } from '../../rules/launch/check-ground.js';
import { collectiveGroundTerms } from '../../rules/launch/grounds.js';
import { defineEntry } from './define-entry.js';
import { choice, longText, yesNo } from './fields.js';

/** 提出集体土地征收理由: the ground and the conformity with the plans (土地管理法第45条). */
export const proposeCollectiveGroundEntry = defineEntry({
  act: 'propose-collective-ground',
  fields: z.object({
    ground: choice({ title: '公共利益情形' }, collectiveGroundTerms),
    landUsePlan: yesNo({ title: '符合国土空间（土地利用总体）规划' }),
    urbanPlan: yesNo({ title: '符合城乡规划' }),
    explanation: longText({ title: '说明', hint: '将写入征收土地预公告' }, 1000),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const findings = checkCollectiveGround(values);
    if (findings.length > 0) throw new BusinessError(findings);
    const { ground, explanation } = values;
    await storeFormalGround(tx, { entryId, projectId: taskCase.id }, { mode: 'collective', ground, explanation });
  },
});
