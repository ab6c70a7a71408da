import { z } from 'zod';
import { requireStorable } from '../../gateway/storable.js';
import type { DocumentMetadata, StoredDocument } from '../document-store.js';
import { defineOperation, noContent, param } from '../operation.js';
import type { Call, Operation, UploadedFile } from '../operation.js';
import { Problem, invalidArgument, notFound } from '../problems.js';
import { describeIssues, key } from '../schemas.js';

const STORE_ID = 'postgresql';

const metadataSchema = z.object({
  contentType: z.string().nullish(),
  fileName: z.string().nullish(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  processDefinitionId: z.string().nullish(),
  processInstanceKey: key.nullish(),
  customProperties: z.record(z.string(), z.unknown()).nullish(),
});

/** The part `metadata` is JSON text; some clients send it as a file. */
function metadataOf({ body, files }: Call<{ metadata?: string | undefined }>, file: UploadedFile): DocumentMetadata {
  const part = files.find(({ field }) => field === 'metadata')?.content.toString('utf8') ?? body.metadata ?? '{}';
  const parsed = metadataSchema.safeParse(readJson(part));
  if (!parsed.success) throw invalidArgument(`metadata: ${describeIssues(parsed.error)}`);
  const given = parsed.data;
  return {
    contentType: given.contentType ?? file.mediaType,
    fileName: given.fileName ?? file.name,
    expiresAt: given.expiresAt ?? null,
    size: file.content.length,
    processDefinitionId: given.processDefinitionId ?? null,
    processInstanceKey: given.processInstanceKey ?? null,
    customProperties: given.customProperties ?? {},
  };
}

function readJson(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidArgument('metadata: expected JSON text');
  }
  requireStorable(json);
  return json;
}

function requireStore(query: Call<never>['query']): void {
  const { storeId } = query;
  if (storeId !== undefined && storeId !== STORE_ID) throw notFound(`storeId: expected '${STORE_ID}', the only store`);
}

function toReply({ documentId, contentHash, metadata }: StoredDocument): unknown {
  return { 'camunda.document.type': 'camunda', storeId: STORE_ID, documentId, contentHash, metadata };
}

export const documentOperations: readonly Operation[] = [
  defineOperation({
    id: 'createDocument',
    method: 'post',
    path: '/documents',
    permission: 'operate',
    multipart: true,
    body: z.object({ metadata: z.string().optional() }),
    handle: async (call, { documents }) => {
      requireStore(call.query);
      const file = call.files.find(({ field }) => field === 'file');
      if (file === undefined) throw invalidArgument('file: expected a file');
      const { documentId } = call.query;
      const id = typeof documentId === 'string' ? documentId : undefined;
      const stored = await documents.create(file.content, metadataOf(call, file), id);
      if (stored === null) {
        throw new Problem(409, 'ALREADY_EXISTS', `Document with id '${String(id)}' already exists`);
      }
      return { status: 201, body: toReply(stored) };
    },
  }),
  defineOperation({
    id: 'getDocument',
    method: 'get',
    path: '/documents/:documentId',
    permission: 'read',
    handle: async (call, { documents }) => {
      requireStore(call.query);
      const documentId = param(call, 'documentId');
      const found = await documents.find(documentId);
      const { contentHash } = call.query;
      if (found === null || (contentHash !== undefined && contentHash !== found.contentHash)) {
        throw notFound(`Document with id '${documentId}' not found`);
      }
      return { status: 200, body: found.content, mediaType: found.metadata.contentType };
    },
  }),
  defineOperation({
    id: 'deleteDocument',
    method: 'delete',
    path: '/documents/:documentId',
    permission: 'operate',
    handle: async (call, { documents }) => {
      requireStore(call.query);
      const documentId = param(call, 'documentId');
      if (!(await documents.delete(documentId))) throw notFound(`Document with id '${documentId}' not found`);
      return noContent;
    },
  }),
];
