import { fileObjection } from '../../db/repositories/objections.repository.js';
import { created, idParams, objectionBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 提出异议: by a household the notice is about, while it is up. The same text twice is one objection. */
export const fileObjectionRoute = defineRoute({
  method: 'post',
  path: '/notices/:id/objections',
  access: 'household',
  summary: '被征收户对公示提出异议',
  params: idParams,
  body: objectionBody,
  answer: created,
  handle: async ({ params, body, caller }, { db }) => {
    const objection = await db.transaction((tx) =>
      fileObjection(tx, { noticeId: params.id, householdId: caller.householdId, text: body.text }),
    );
    return { status: 201, body: { id: objection.id } };
  },
});
