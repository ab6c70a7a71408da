import { hashOfBytes } from '../content-hash.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** Keeps bytes once under their hash; answers the hash. What was destroyed by a list is not taken in again. */
export async function storeBytes(tx: Transaction, mediaType: string, bytes: Uint8Array): Promise<string> {
  const contentHash = hashOfBytes(bytes);
  await tx.query(
    'INSERT INTO document_blob (content_hash, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [contentHash, mediaType, Buffer.from(bytes)],
  );
  const { destroyed } = await tx.one<{ destroyed: boolean }>(
    'SELECT bytes IS NULL AS destroyed FROM document_blob WHERE content_hash = $1',
    [contentHash],
  );
  if (destroyed) throw refusal('TRANSITION_FORBIDDEN', '内容相同的材料已按销毁清单销毁，不能再次存入', 'R-47');
  return contentHash;
}

export interface StoredBytes {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** The bytes of a hash, or, where they were destroyed, words that say so; throws NotFoundError for an unknown hash. */
export async function bytesOf(tx: Transaction, contentHash: string): Promise<StoredBytes> {
  const blob = await tx.maybeOne<{
    mediaType: string;
    bytes: Buffer | null;
    number: string | null;
    day: string | null;
  }>(
    `SELECT media_type AS "mediaType", bytes, number, civil_day(destroyed_at) AS day FROM document_blob
     LEFT JOIN destroyed_paper USING (content_hash) LEFT JOIN archive_disposal ON archive_disposal.id = disposal_id
     WHERE content_hash = $1`,
    [contentHash],
  );
  if (!blob) throw new NotFoundError('document_blob', contentHash);
  const { mediaType, bytes } = blob;
  if (bytes !== null) return { mediaType, bytes };
  const words = `本材料已按销毁清单 ${blob.number ?? ''} 于 ${blob.day ?? ''} 销毁，摘要 ${contentHash}。\n`;
  return { mediaType: 'text/plain', bytes: Buffer.from(words) };
}
