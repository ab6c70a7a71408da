import { getAgreement } from '../../db/repositories/agreements.repository.js';
import { signedAgreement } from '../../db/repositories/signed-agreements.repository.js';
import { mayReadAgreement } from '../authorize.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** The sealed agreement with its signatures and their way into the ledger: what anybody can check alone. */
export const downloadSignedAgreementRoute = defineRoute({
  method: 'get',
  path: '/agreements/:id/signed-file',
  access: 'signed-in',
  summary: '下载协议签署版',
  params: idParams,
  handle: async ({ params, caller }, { db }) => {
    const file = await db.transaction(async (tx) => {
      mayReadAgreement(caller, (await getAgreement(tx, params.id)).householdId);
      const { number, bytes } = await signedAgreement(tx, params.id);
      return { name: `协议-${number}-签署版.pdf`, mediaType: 'application/pdf', bytes };
    });
    return { status: 200, file };
  },
});
