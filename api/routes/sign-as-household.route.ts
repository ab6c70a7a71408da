import { getAgreement } from '../../db/repositories/agreements.repository.js';
import { signAsHousehold } from '../../db/repositories/signatures.repository.js';
import { ApiError } from '../api-error.js';
import { agreementSigned, householdSignatureBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 户签署: of exactly the text that was shown. Signing twice is signing once. */
export const signAsHouseholdRoute = defineRoute({
  method: 'post',
  path: '/agreements/:id/household-signature',
  access: 'household',
  summary: '被征收户签署协议',
  params: idParams,
  body: householdSignatureBody,
  answer: agreementSigned,
  handle: async ({ params, body, caller }, { db }) => {
    const { id, status } = await db.transaction(async (tx) => {
      const { householdId } = await getAgreement(tx, params.id);
      if (householdId !== caller.householdId) throw new ApiError('NOT_YOUR_CASE');
      return signAsHousehold(tx, params.id, body.contentHash);
    });
    return { status: 200, body: { id, status } };
  },
});
