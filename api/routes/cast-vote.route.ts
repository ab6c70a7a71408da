import { castByCode } from '../../db/repositories/code-ballots.repository.js';
import { castReceipt, codeBallotBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 凭码投票: a household votes with its code; again until the vote closes, and then the last ballot counts. */
export const castVoteRoute = defineRoute({
  method: 'post',
  path: '/votes/:id/ballots',
  access: 'household',
  summary: '被征收户凭查询码投票选定评估机构',
  params: idParams,
  body: codeBallotBody,
  answer: castReceipt,
  handle: async ({ params: { id }, body: { choice }, caller }, { db }) => ({
    status: 201,
    body: await db.transaction((tx) => castByCode(tx, id, caller.householdId, choice)),
  }),
});
