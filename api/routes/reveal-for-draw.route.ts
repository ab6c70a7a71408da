import { recordAct } from '../../db/repositories/acts.repository.js';
import { drawFacts } from '../../db/repositories/draw-records.repository.js';
import { revealForSample } from '../../db/repositories/inspection-sample.repository.js';
import { idParams, revealBody, revealed } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** A party shows its number; the last one draws the sample and opens the inspection in the same moment. */
export const revealForDrawRoute = defineRoute({
  method: 'post',
  path: '/draws/:id/reveal',
  access: 'share-in-draw',
  summary: '公开本方承诺的数；最后一方公开时即抽取并开启检查',
  params: idParams,
  body: revealBody,
  answer: revealed,
  handle: async ({ params, body, caller }, { db }) => {
    const inspectionId = await db.transaction(async (tx) => {
      const { projectId } = await drawFacts(tx, params.id);
      await recordAct(tx, { act: 'share-in-draw', caseId: projectId, personId: caller.accountId });
      return revealForSample(tx, { drawId: params.id, personId: caller.accountId }, body);
    });
    return { status: 200, body: { inspectionId } };
  },
});
