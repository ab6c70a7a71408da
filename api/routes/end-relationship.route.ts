import { endTie } from '../../db/repositories/relationships.repository.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 解除利害关系 (SD15): only the supervision department, and nobody his own. */
export const endRelationshipRoute = defineRoute({
  method: 'post',
  path: '/relationships/:id/end',
  access: 'end-relationship',
  summary: '核实后解除一项利害关系申报',
  params: idParams,
  handle: async ({ params: { id }, caller }, { db }) => {
    await db.transaction((tx) => endTie(tx, id, caller.accountId));
    return { status: 204 };
  },
});
