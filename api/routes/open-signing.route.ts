import { openNextSigning } from '../../db/repositories/formal-signing.repository.js';
import { idParams, signingOpened } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 开启签约: refused until areas are frozen and the plan is adopted, whose days it has; after a conversion the period of the formal track; asked twice, it answers the period that runs. */
export const openSigningRoute = defineRoute({
  method: 'post',
  path: '/projects/:id/signing',
  access: 'open-signing',
  summary: '开启签约期',
  params: idParams,
  answer: signingOpened,
  handle: async ({ params, caller }, { db }) => {
    const { signingOpenedAt, signingEndsAt } = await db.transaction((tx) =>
      openNextSigning(tx, params.id, caller.accountId),
    );
    return { status: 200, body: { openedAt: signingOpenedAt, endsAt: signingEndsAt } };
  },
});
