import { getAgreement } from '../../db/repositories/agreements.repository.js';
import { signAsOwner } from '../../db/repositories/signatures.repository.js';
import { ApiError } from '../api-error.js';
import { agreementSigned, householdSignatureBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 产权人签署 (市政府令第71号 art 29, 30): of exactly the text that was shown, after the household. Twice is once. */
export const signAsOwnerRoute = defineRoute({
  method: 'post',
  path: '/agreements/:id/owner-signature',
  access: 'owner',
  summary: '出租房屋产权人签署协议',
  params: idParams,
  body: householdSignatureBody,
  answer: agreementSigned,
  handle: async ({ params, body, caller }, { db }) => {
    const { id, status } = await db.transaction(async (tx) => {
      const { householdId } = await getAgreement(tx, params.id);
      if (householdId !== caller.householdId) throw new ApiError('NOT_YOUR_CASE');
      return signAsOwner(tx, params.id, body.contentHash);
    });
    return { status: 200, body: { id, status } };
  },
});
