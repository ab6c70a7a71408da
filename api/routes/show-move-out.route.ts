import { mayReadCase } from '../authorize.js';
import { idParams, moveOutView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { moveOutSections } from '../present/move-out-sheet.js';
import { readBy } from '../read-by.js';

/** 搬迁交房: date, records of the handover, what followed a late one, the right that ended. */
export const showMoveOutRoute = defineRoute({
  method: 'get',
  path: '/households/:id/move-out',
  access: 'read-case',
  summary: '一户的搬迁交房',
  params: idParams,
  answer: moveOutView,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const sections = await db.transaction(async (tx) => {
      await readBy(tx, caller, params.id);
      return moveOutSections(tx, params.id, true);
    });
    return { status: 200, body: { sections } };
  },
});
