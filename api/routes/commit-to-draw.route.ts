import { recordAct } from '../../db/repositories/acts.repository.js';
import { drawFacts } from '../../db/repositories/draw-records.repository.js';
import { commitShare } from '../../db/repositories/draws.repository.js';
import { commitmentBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** A party's commitment; the number itself stays with the party until all have committed. */
export const commitToDrawRoute = defineRoute({
  method: 'post',
  path: '/draws/:id/commitment',
  access: 'share-in-draw',
  summary: '为一次抽查提交本方所定的数的摘要（SHA-256，盐与数以冒号相连）',
  params: idParams,
  body: commitmentBody,
  handle: async ({ params, body, caller }, { db }) => {
    await db.transaction(async (tx) => {
      const { projectId } = await drawFacts(tx, params.id);
      await commitShare(tx, { drawId: params.id, personId: caller.accountId }, body.commitment);
      await recordAct(tx, { act: 'share-in-draw', caseId: projectId, personId: caller.accountId });
    });
    return { status: 204 };
  },
});
