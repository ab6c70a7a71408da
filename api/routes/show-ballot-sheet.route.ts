import { ballotSheet } from '../../db/repositories/appraisal-ballots.repository.js';
import { ballotCodeBody, ballotSheetView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 评议表: whom somebody with a ballot code may appraise; the code travels in the body, not in an address. */
export const showBallotSheetRoute = defineRoute({
  method: 'post',
  path: '/public/ballot-sheets',
  access: 'anyone',
  summary: '凭评议码查看被评人员',
  body: ballotCodeBody,
  answer: ballotSheetView,
  handle: async ({ body: { code } }, { db }) => ({
    status: 200,
    body: { subjects: await db.transaction((tx) => ballotSheet(tx, code)) },
  }),
});
