import { getHousehold, issueOwnerCode } from '../../db/repositories/households.repository.js';
import { accessCode, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 发放产权人查询码: of a let house's owner; shown this once, an earlier code and its sessions end. */
export const issueOwnerCodeRoute = defineRoute({
  method: 'post',
  path: '/households/:id/owner-code',
  access: 'issue-access-code',
  summary: '发放产权人查询码',
  params: idParams,
  answer: accessCode,
  handle: async ({ params, caller }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const code = await issueOwnerCode(tx, params.id, caller.accountId);
      const { caseNumber } = await getHousehold(tx, params.id);
      return { accessCode: code, caseNumber, issuedOn: await tx.today() };
    });
    return { status: 201, body };
  },
});
