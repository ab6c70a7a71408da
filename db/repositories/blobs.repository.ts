import { hashOfBytes } from '../content-hash.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** Keeps bytes once under their hash, for ever; answers the hash. */
export async function storeBytes(tx: Transaction, mediaType: string, bytes: Uint8Array): Promise<string> {
  const contentHash = hashOfBytes(bytes);
  await tx.query(
    'INSERT INTO document_blob (content_hash, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [contentHash, mediaType, Buffer.from(bytes)],
  );
  return contentHash;
}

export interface StoredBytes {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** The bytes of a hash; throws NotFoundError where nothing was kept under it. */
export async function bytesOf(tx: Transaction, contentHash: string): Promise<StoredBytes> {
  const blob = await tx.maybeOne<StoredBytes>(
    'SELECT media_type AS "mediaType", bytes FROM document_blob WHERE content_hash = $1',
    [contentHash],
  );
  if (!blob) throw new NotFoundError('document_blob', contentHash);
  return blob;
}
