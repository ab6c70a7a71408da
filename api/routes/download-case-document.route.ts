import { readCaseDocument } from '../../db/repositories/case-documents.repository.js';
import { idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { caseReadBy } from '../read-by.js';

/** A paper of a case as it was stored, for staff who read cases. */
export const downloadCaseDocumentRoute = defineRoute({
  method: 'get',
  path: '/documents/:id',
  access: 'read-case',
  summary: '下载办理材料',
  params: idParams,
  handle: async ({ params, caller }, { db }) => ({
    status: 200,
    file: await db.transaction(async (tx) => {
      const { caseKind, caseId, ...file } = await readCaseDocument(tx, params.id, caller.accountId);
      await caseReadBy(tx, caller, { kind: caseKind, id: caseId });
      return file;
    }),
  }),
});
