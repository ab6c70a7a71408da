import { raiseMatter } from '../../db/repositories/meetings.repository.js';
import { created, matterBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 提出议题: a department puts a matter on the next agenda. */
export const raiseMatterRoute = defineRoute({
  method: 'post',
  path: '/meeting-matters',
  access: 'raise-matter',
  summary: '为下次会商提出议题',
  body: matterBody,
  answer: created,
  handle: async ({ body: { text }, caller }, { db }) => {
    const id = await db.transaction((tx) => raiseMatter(tx, text, caller.accountId));
    return { status: 201, body: { id } };
  },
});
