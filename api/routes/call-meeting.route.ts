import { callMeeting } from '../../db/repositories/meetings.repository.js';
import { callMeetingBody, created } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 召集会商: the district calls the departments together at any time. */
export const callMeetingRoute = defineRoute({
  method: 'post',
  path: '/meetings',
  access: 'call-meeting',
  summary: '召集一次专题会商',
  body: callMeetingBody,
  answer: created,
  handle: async ({ body: { reason }, caller }, { db }) => {
    const { id } = await db.transaction((tx) => callMeeting(tx, reason, caller.accountId));
    return { status: 201, body: { id } };
  },
});
