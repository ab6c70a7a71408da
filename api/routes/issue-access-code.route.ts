import { getHousehold, issueAccessCode } from '../../db/repositories/households.repository.js';
import { accessCode, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 发放查询码: shown this once; an earlier code and the sessions opened with it end. */
export const issueAccessCodeRoute = defineRoute({
  method: 'post',
  path: '/households/:id/access-code',
  access: 'issue-access-code',
  summary: '发放查询码',
  params: idParams,
  answer: accessCode,
  handle: async ({ params, caller }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const code = await issueAccessCode(tx, params.id, caller.accountId);
      const { caseNumber } = await getHousehold(tx, params.id);
      return { accessCode: code, caseNumber, issuedOn: await tx.today() };
    });
    return { status: 201, body };
  },
});
