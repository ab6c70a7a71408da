import { readCaseDocument } from '../../db/repositories/case-documents.repository.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** A paper of a case as it was stored, for staff who read cases. */
export const downloadCaseDocumentRoute = defineRoute({
  method: 'get',
  path: '/documents/:id',
  access: 'read-case',
  summary: '下载办理材料',
  params: idParams,
  handle: async ({ params, caller }, { db }) => ({
    status: 200,
    file: await db.transaction((tx) => readCaseDocument(tx, params.id, caller.accountId)),
  }),
});
