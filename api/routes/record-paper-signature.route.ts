import { recordPaperSignature } from '../../db/repositories/signatures.repository.js';
import { agreementSigned, idParams, paperSignatureBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 登记纸质签署: the household, or the owner of the house that it rents, signed the printed file; one of the two officers who negotiated records it with the scan. */
export const recordPaperSignatureRoute = defineRoute({
  method: 'post',
  path: '/agreements/:id/paper-signature',
  access: 'sign-as-officer',
  summary: '登记户的纸质签署',
  params: idParams,
  body: paperSignatureBody,
  answer: agreementSigned,
  handle: async ({ params, body, caller }, { db }) => {
    const { party, ...signed } = body;
    const signature = { ...signed, officerId: caller.accountId };
    const { id, status } = await db.transaction((tx) => recordPaperSignature(tx, params.id, signature, party));
    return { status: 200, body: { id, status } };
  },
});
