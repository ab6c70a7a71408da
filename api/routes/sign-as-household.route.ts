import { getAgreement } from '../../db/repositories/agreements.repository.js';
import { signAsHousehold } from '../../db/repositories/signatures.repository.js';
import { ApiError } from '../api-error.js';
import { agreementSigned, householdSignatureBody, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** What the household agrees to with its tick (电子签名法 art 3), kept with the signature. */
const CONSENT = '本户已阅读协议全文，同意以电子形式签署本协议（电子签名法第三条）。';

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
      return signAsHousehold(tx, params.id, body.contentHash, CONSENT);
    });
    return { status: 200, body: { id, status } };
  },
});
