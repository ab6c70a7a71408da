import { recordAct } from '../../db/repositories/acts.repository.js';
import { announceSample } from '../../db/repositories/inspection-sample.repository.js';
import { created, drawBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 公告随机抽查: the list is fixed and hashed before any party has given its number. */
export const announceDrawRoute = defineRoute({
  method: 'post',
  path: '/draws',
  access: 'open-inspection',
  summary: '公告一次随机抽查的名单摘要，等待各方承诺并公开各自的数',
  body: drawBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const side = caller.roles.includes('state-assets-inspector') ? 'outside' : 'inside';
    const id = await db.transaction(async (tx) => {
      await recordAct(tx, { act: 'open-inspection', caseId: body.projectId, personId: caller.accountId });
      return announceSample(tx, { ...body, side, openedBy: caller.accountId });
    });
    return { status: 201, body: { id } };
  },
});
