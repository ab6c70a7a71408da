import { z } from 'zod';
import { getDocument } from '../../db/repositories/documents.repository.js';
import { mayReadCase } from '../authorize.js';
import { defineRoute } from '../define-route.js';
import { readBy } from '../read-by.js';

/** A paper of the file bag as it was stored, for its household and for staff who read cases. */
export const downloadDocumentRoute = defineRoute({
  method: 'get',
  path: '/households/:id/documents/:documentId',
  access: 'signed-in',
  summary: '下载件袋材料',
  params: z.object({ id: z.uuid(), documentId: z.uuid() }),
  handle: async ({ params, caller }, { db }) => {
    mayReadCase(caller, params.id);
    const { name, mediaType, bytes } = await db.transaction(async (tx) => {
      const document = await getDocument(tx, params.id, params.documentId);
      await readBy(tx, caller, params.id);
      return document;
    });
    return { status: 200, file: { name, mediaType, bytes } };
  },
});
