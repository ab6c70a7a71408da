import { fileOpinion } from '../../db/repositories/household-opinions.repository.js';
import { created, idParams, opinionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 对补偿方案提出意见 (征收与补偿条例 art 10): by a household of the project, while the draft is out, once. */
export const fileOpinionRoute = defineRoute({
  method: 'post',
  path: '/notices/:id/opinions',
  access: 'household',
  summary: '被征收户对征求意见的补偿方案提出意见',
  params: idParams,
  body: opinionBody,
  answer: created,
  handle: async ({ params, body, caller }, { db }) => {
    const filed = { noticeId: params.id, householdId: caller.householdId, ...body };
    const { id } = await db.transaction((tx) => fileOpinion(tx, filed));
    return { status: 201, body: { id } };
  },
});
