import { castBallot } from '../../db/repositories/appraisal-ballots.repository.js';
import { ballotBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 评议: a ballot code counts once; nobody has to sign in, and nothing tells who voted how. */
export const castBallotRoute = defineRoute({
  method: 'post',
  path: '/public/ballots',
  access: 'anyone',
  summary: '凭评议码匿名评议',
  body: ballotBody,
  handle: async ({ body: { code, scores } }, { db }) => {
    await db.transaction((tx) => castBallot(tx, code, scores));
    return { status: 204 };
  },
});
