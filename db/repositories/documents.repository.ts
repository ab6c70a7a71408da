import type { DocumentType } from '../../rules/vocabulary/papers.js';
import { hashOfBytes } from '../content-hash.js';
import { FileBagDocument } from '../entities/document.entity.js';
import { Household } from '../entities/household.entity.js';
import type { Transaction } from '../transaction.js';
import { bytesOf, storeBytes } from './blobs.repository.js';
import type { StoredBytes } from './blobs.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry } from './ledger.repository.js';

export interface NewDocument {
  readonly householdId: string;
  readonly type: DocumentType;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly uploadedBy: string;
}

/**
 * Puts a paper into the file bag: the bytes once under their hash, the entry with who and when. A paper of the
 * same type and name supersedes the one before; nothing is deleted. The same bytes again change nothing.
 */
export async function storeDocument(tx: Transaction, document: NewDocument): Promise<FileBagDocument> {
  const { householdId, type, name, uploadedBy } = document;
  await mustLock(tx, Household, { id: householdId });
  const contentHash = hashOfBytes(document.bytes);
  const standing = (await documentsOf(tx, householdId)).find((each) => each.type === type && each.name === name);
  if (standing?.contentHash === contentHash) return standing;
  await storeBytes(tx, document.mediaType, document.bytes);
  if (standing) await tx.query('UPDATE file_bag_document SET superseded_at = app_now() WHERE id = $1', [standing.id]);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO file_bag_document (household_id, type, name, content_hash, uploaded_by) VALUES ($1, $2, $3, $4, $5)
     RETURNING id`,
    [householdId, type, name, contentHash, uploadedBy],
  );
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'document-stored',
    actorId: uploadedBy,
    clauses: ['R-47'],
    payload: { documentId: id, type, contentHash, supersedes: standing?.id ?? null },
  });
  return mustFind(tx, FileBagDocument, { id });
}

/** The papers in the bag now, oldest first. */
export async function documentsOf(tx: Transaction, householdId: string): Promise<FileBagDocument[]> {
  return tx.manager
    .createQueryBuilder(FileBagDocument, 'document')
    .where('document.household_id = :householdId', { householdId })
    .andWhere('document.superseded_at IS NULL')
    .orderBy('document.uploaded_at')
    .getMany();
}

export type StoredDocument = FileBagDocument & StoredBytes;

/** A paper with its bytes; also one that has been superseded. */
export async function getDocument(tx: Transaction, householdId: string, documentId: string): Promise<StoredDocument> {
  const document = await mustFind(tx, FileBagDocument, { id: documentId, householdId });
  return Object.assign(document, await bytesOf(tx, document.contentHash));
}
