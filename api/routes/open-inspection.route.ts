import { openIncidentInspection } from '../../db/repositories/inspection-sample.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { created, inspectionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 开启事件检查: the owner's inspectors open one from outside, the supervision department from inside. */
export const openInspectionRoute = defineRoute({
  method: 'post',
  path: '/inspections',
  access: 'open-inspection',
  summary: '开启一次事件检查；随机抽查先公告名单，见 /draws',
  body: inspectionBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const side = caller.roles.includes('state-assets-inspector') ? 'outside' : 'inside';
    const id = await db.transaction(async (tx) => {
      await recordAct(tx, { act: 'open-inspection', caseId: body.projectId, personId: caller.accountId });
      return openIncidentInspection(tx, { ...body, side, openedBy: caller.accountId });
    });
    return { status: 201, body: { id } };
  },
});
