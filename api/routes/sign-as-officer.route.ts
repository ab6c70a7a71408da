import { getAgreement } from '../../db/repositories/agreements.repository.js';
import { signAsOfficer } from '../../db/repositories/signatures.repository.js';
import { agreementSigned, idParams, officerSignatureBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { requireOwnTask } from '../tasks/require-task.js';

/** 经办人签字: one of the two officers who negotiated this round, on the text the household has signed. */
export const signAsOfficerRoute = defineRoute({
  method: 'post',
  path: '/agreements/:id/officer-signatures',
  access: 'sign-as-officer',
  summary: '经办人签署协议',
  params: idParams,
  body: officerSignatureBody,
  answer: agreementSigned,
  handle: async ({ params, body, caller }, { db, engine }) => {
    const { householdId } = await db.transaction((tx) => getAgreement(tx, params.id));
    await requireOwnTask(engine, caller, { taskKey: body.taskKey, acts: ['sign-as-officer'], caseId: householdId });
    const { id, status } = await db.transaction((tx) =>
      signAsOfficer(tx, params.id, caller.accountId, body.contentHash),
    );
    return { status: 200, body: { id, status } };
  },
});
