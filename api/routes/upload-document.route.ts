import { storeDocument } from '../../db/repositories/documents.repository.js';
import { documentCreated, documentFields, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { acceptDocument } from '../uploaded-document.js';

/** 归入件袋: a paper of the same type and name supersedes the one before; nothing is deleted. */
export const uploadDocumentRoute = defineRoute({
  method: 'post',
  path: '/households/:id/documents',
  access: 'upload-document',
  summary: '材料归入件袋',
  params: idParams,
  bodyKind: 'file',
  body: documentFields,
  answer: documentCreated,
  handle: async ({ params, body, file, caller }, { db }) => {
    const { name, mediaType, bytes } = acceptDocument(file);
    const stored = await db.transaction((tx) =>
      storeDocument(tx, {
        householdId: params.id,
        type: body.type,
        name,
        mediaType,
        bytes,
        uploadedBy: caller.accountId,
      }),
    );
    return { status: 201, body: { id: stored.id, contentHash: stored.contentHash } };
  },
});
