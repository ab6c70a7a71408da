import { issueBallots } from '../../db/repositories/appraisal-ballots.repository.js';
import { idParams, issuedBallots } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 发放评议码: the codes are shown this once, to be handed out; only their hashes are kept. */
export const issueBallotsRoute = defineRoute({
  method: 'post',
  path: '/firm-reviews/:id/ballots',
  access: 'issue-ballots',
  summary: '发放一次评议的全部评议码',
  params: idParams,
  answer: issuedBallots,
  handle: async ({ params: { id }, caller }, { db }) => ({
    status: 201,
    body: { ballots: await db.transaction((tx) => issueBallots(tx, id, caller.accountId)) },
  }),
});
