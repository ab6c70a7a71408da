import { recordAct } from '../../db/repositories/acts.repository.js';
import { refusal } from '../../db/errors.js';
import { drawFacts } from '../../db/repositories/draw-records.repository.js';
import { abortDraw } from '../../db/repositories/draws.repository.js';
import { abortBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** One of the two persons who give a sample up; it stays on the board with both reasons. */
export const abortDrawRoute = defineRoute({
  method: 'post',
  path: '/draws/:id/abort',
  access: 'abort-draw',
  summary: '说明理由，中止一次抽查的抽签；须由两人先后提出，中止后仍公开',
  params: idParams,
  body: abortBody,
  handle: async ({ params, body, caller }, { db }) => {
    await db.transaction(async (tx) => {
      const { projectId, partyRoles } = await drawFacts(tx, params.id);
      if (!caller.roles.some((role) => partyRoles.includes(role))) {
        throw refusal('ROLE_MISSING', '本人不代表这次抽签的任何一方，不能中止', 'R-70');
      }
      await recordAct(tx, { act: 'abort-draw', caseId: projectId, personId: caller.accountId });
      await abortDraw(tx, { drawId: params.id, personId: caller.accountId }, body);
    });
    return { status: 204 };
  },
});
