import { z } from 'zod';
import { storeAgencyCall } from '../../db/repositories/agency-candidates.repository.js';
import { defineEntry } from './define-entry.js';
import { longText, text } from './fields.js';

/** 公告征集评估机构: who may register and how, shown on the designated website. */
export const callAgenciesEntry = defineEntry({
  act: 'call-agencies',
  fields: z.object({
    conditions: longText({ title: '报名条件', hint: '资质等级、有效期、无利害关系等' }, 500),
    registration: text({ title: '报名方式', hint: '指定网站的栏目或受理地点' }, 200),
  }),
  store: (tx, { entryId, taskCase }, { conditions, registration }) =>
    storeAgencyCall(tx, { entryId, trackId: taskCase.id }, { conditions, registration }),
});
