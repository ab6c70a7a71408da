import { z } from 'zod';
import { metadataFor, readMetadata } from '../document-metadata.js';
import type { GivenMetadata } from '../document-metadata.js';
import { LINK_PATH } from '../document-links.js';
import type { DocumentStore, StoredDocument } from '../document-store.js';
import { defineOperation, noContent, param } from '../operation.js';
import type { Answer, Call, Operation, UploadedFile } from '../operation.js';
import { Problem, forbidden, invalidArgument, notFound, problemOf } from '../problems.js';
import { duration, name, optionalBody, texts } from '../schemas.js';

const STORE_ID = 'postgresql';
const DEFAULT_LINK_MS = 3_600_000;

function requireStore(query: Call<never>['query']): void {
  const { storeId } = query;
  if (storeId !== undefined && storeId !== STORE_ID) throw notFound(`storeId: expected '${STORE_ID}', the only store`);
}

function toReply({ documentId, contentHash, metadata }: StoredDocument): unknown {
  return { 'camunda.document.type': 'camunda', storeId: STORE_ID, documentId, contentHash, metadata };
}

/** What stands in the part of this name: JSON text, which some clients send as a file. */
function parts(call: Call<unknown>, field: string, inBody: string | readonly string[] | undefined): readonly string[] {
  const files = call.files.filter((file) => file.field === field).map(({ content }) => content.toString('utf8'));
  return [...files, ...(inBody === undefined ? [] : typeof inBody === 'string' ? [inBody] : inBody)];
}

/** The document that the path names, if its content is the one the caller means. */
async function requireDocument(call: Call<unknown>, documents: DocumentStore) {
  requireStore(call.query);
  const documentId = param(call, 'documentId');
  const found = await documents.find(documentId);
  const { contentHash } = call.query;
  if (found === null || (contentHash !== undefined && contentHash !== found.contentHash)) {
    throw notFound(`Document with id '${documentId}' not found`);
  }
  return found;
}

function content(document: StoredDocument & { readonly content: Buffer }): Answer {
  return { status: 200, body: document.content, mediaType: document.metadata.contentType };
}

/** Stores one of many files; what is wrong with it is told beside its name. */
async function storeOne(documents: DocumentStore, file: UploadedFile, given: GivenMetadata) {
  const fileName = given.fileName ?? file.name;
  try {
    return { created: await documents.create(file.content, metadataFor(file, given, documents.now())) };
  } catch (error) {
    const { status, title, detail } = problemOf(error, '');
    if (status >= 500) throw error;
    return { failed: { fileName, status, title, detail } };
  }
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
      const id = name.optional().safeParse(call.query['documentId']);
      if (!id.success) throw invalidArgument('documentId: expected an id of 1 to 400 characters');
      const [text = '{}'] = parts(call, 'metadata', call.body.metadata);
      const [given, ...others] = readMetadata(text, 'metadata');
      if (given === undefined || others.length > 0) throw invalidArgument('metadata: expected one JSON object');
      const stored = await documents.create(file.content, metadataFor(file, given, documents.now()), id.data);
      if (stored === null) {
        throw new Problem(409, 'ALREADY_EXISTS', `Document with id '${String(id.data)}' already exists`);
      }
      return { status: 201, body: toReply(stored) };
    },
  }),
  defineOperation({
    id: 'createDocuments',
    method: 'post',
    path: '/documents/batch',
    permission: 'operate',
    multipart: true,
    body: z.object({ metadataList: z.union([z.string(), texts]).optional() }),
    handle: async (call, { documents }) => {
      requireStore(call.query);
      const files = call.files.filter(({ field }) => field === 'files');
      if (files.length === 0) throw invalidArgument('files: expected at least one file');
      const given = parts(call, 'metadataList', call.body.metadataList).flatMap((text) =>
        readMetadata(text, 'metadataList'),
      );
      if (given.length > 0 && given.length !== files.length) {
        const counts = `${String(files.length)} files, got ${String(given.length)}`;
        throw invalidArgument(`metadataList: expected none or one for each of the ${counts}`);
      }
      const createdDocuments: unknown[] = [];
      const failedDocuments: unknown[] = [];
      for (const [index, file] of files.entries()) {
        const { created, failed } = await storeOne(documents, file, given[index] ?? {});
        if (failed !== undefined) failedDocuments.push(failed);
        else if (created !== null) createdDocuments.push(toReply(created));
      }
      return { status: failedDocuments.length === 0 ? 201 : 207, body: { createdDocuments, failedDocuments } };
    },
  }),
  defineOperation({
    id: 'getDocument',
    method: 'get',
    path: '/documents/:documentId',
    permission: 'read',
    handle: async (call, { documents }) => content(await requireDocument(call, documents)),
  }),
  defineOperation({
    id: 'createDocumentLink',
    method: 'post',
    path: '/documents/:documentId/links',
    permission: 'operate',
    body: optionalBody(z.object({ timeToLive: duration.min(1).nullish() })),
    handle: async (call, { documents, documentLinks }) => {
      const document = await requireDocument(call, documents);
      const link = await documentLinks.create(call.site, document, call.body.timeToLive ?? DEFAULT_LINK_MS);
      return { status: 201, body: link };
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

/** Where a document link leads: whoever has the link may read the document, and nobody is asked who they are. */
export const openDocumentLink: Operation = defineOperation({
  id: 'openDocumentLink',
  method: 'get',
  path: LINK_PATH,
  permission: 'open',
  handle: async (call, { documents, documentLinks }) => {
    const { expires, signature } = call.query;
    const found = await documents.find(param(call, 'documentId'));
    const isGood =
      found !== null &&
      typeof expires === 'string' &&
      typeof signature === 'string' &&
      (await documentLinks.isValid(found, expires, signature));
    // One answer for all that is wrong: a stranger learns nothing about which documents there are.
    if (!isGood) throw forbidden('This link leads nowhere, or not any more');
    return content(found);
  },
});
