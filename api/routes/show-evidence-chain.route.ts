import { mayReadCase } from '../authorize.js';
import { evidenceView, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { evidenceSections } from '../present/evidence-chain.js';
import { readBy } from '../read-by.js';

/** 证据链: what every square metre, person and yuan of the household's file rests on, and what is missing. */
export const showEvidenceChainRoute = defineRoute({
  method: 'get',
  path: '/households/:id/evidence-chain',
  access: 'read-case',
  summary: '一户的证据链',
  params: idParams,
  answer: evidenceView,
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const sections = await db.transaction(async (tx) => {
      await readBy(tx, caller, params.id);
      return evidenceSections(tx, params.id);
    });
    return { status: 200, body: { sections } };
  },
});
