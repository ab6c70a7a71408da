import { mayReadCase } from '../authorize.js';
import { decisionView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { decisionOfHousehold } from '../present/decision-sheet.js';
import { readBy } from '../read-by.js';

/** 补偿决定: what is offered, how far the procedure has come, where the money lies and what was paid of it. */
export const showDecisionRoute = defineRoute({
  method: 'get',
  path: '/households/:id/decision',
  access: 'read-case',
  summary: '一户的补偿决定',
  params: idParams,
  answer: decisionView,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const sections = await db.transaction(async (tx) => {
      await readBy(tx, caller, params.id);
      return decisionOfHousehold(tx, params.id);
    });
    return { status: 200, body: { sections } };
  },
});
