import { settleCatchUp } from '../../db/repositories/catch-up.repository.js';
import { catchUpSettlementBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 回溯处理: another person confirms what was done about an agreement that a new reading touches. */
export const settleCatchUpRoute = defineRoute({
  method: 'post',
  path: '/catch-up-items/:id/settlement',
  access: 'settle-catch-up',
  summary: '确认受影响的协议已处理',
  params: idParams,
  body: catchUpSettlementBody,
  handle: async ({ params, body, caller }, { db }) => {
    await db.transaction((tx) => settleCatchUp(tx, params.id, body.note, caller.accountId));
    return { status: 204 };
  },
});
