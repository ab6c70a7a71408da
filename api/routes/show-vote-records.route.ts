import { publishedVote as stored } from '../../db/repositories/vote-records.repository.js';
import { idParams, publishedVote } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 票决结果核对: every ballot of a counted vote, without who cast it, for everybody to count again. */
export const showVoteRecordsRoute = defineRoute({
  method: 'get',
  path: '/public/votes/:id/records',
  access: 'anyone',
  summary: '票决结果：逐票清单与合计',
  params: idParams,
  answer: publishedVote,
  handle: async ({ params }, { db }) => ({ status: 200, body: await db.transaction((tx) => stored(tx, params.id)) }),
});
