import { closedAtOf } from '../../db/repositories/closing.repository.js';
import { idParams, projectClosingView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { closingSections } from '../present/closing-sheet.js';

/** 结案: settlement, audit and archive of a project, and whether it is closed. */
export const showProjectClosingRoute = defineRoute({
  method: 'get',
  path: '/projects/:id/closing',
  access: 'staff',
  summary: '项目的结算、审计与档案移交',
  params: idParams,
  answer: projectClosingView,
  handle: async ({ params: { id } }, { db }) => {
    const body = await db.transaction(async (tx) => ({
      closedAt: await closedAtOf(tx, id),
      sections: await closingSections(tx, id),
    }));
    return { status: 200, body };
  },
});
