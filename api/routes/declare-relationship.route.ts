import { declareTie } from '../../db/repositories/relationships.repository.js';
import { created, relationshipBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 申报利害关系 (SD15): one's own tie to a household; from then on its cases are refused to the person. */
export const declareRelationshipRoute = defineRoute({
  method: 'post',
  path: '/relationships',
  access: 'declare-relationship',
  summary: '申报本人与某户的利害关系，申报后不得办理该户案件',
  body: relationshipBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const id = await db.transaction((tx) => declareTie(tx, caller.accountId, body.caseNumber, body.kind));
    return { status: 201, body: { id } };
  },
});
