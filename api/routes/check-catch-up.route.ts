import { checkCatchUp } from '../../db/repositories/catch-up.repository.js';
import { catchUpCheckBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 回溯核对: an agreement is held against a new reading of the rules. */
export const checkCatchUpRoute = defineRoute({
  method: 'post',
  path: '/catch-up-items/:id/check',
  access: 'check-catch-up',
  summary: '按新口径核对一份协议',
  params: idParams,
  body: catchUpCheckBody,
  handle: async ({ params, body, caller }, { db }) => {
    await db.transaction((tx) => checkCatchUp(tx, params.id, body, caller.accountId));
    return { status: 204 };
  },
});
