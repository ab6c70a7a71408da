import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

export interface DocumentMetadata {
  readonly contentType: string;
  readonly fileName: string;
  readonly expiresAt: string | null;
  readonly size: number;
  readonly processDefinitionId: string | null;
  readonly processInstanceKey: string | null;
  readonly customProperties: Record<string, unknown>;
}

export interface StoredDocument {
  readonly documentId: string;
  /** sha256 of the content, hexadecimal. */
  readonly contentHash: string;
  readonly metadata: DocumentMetadata;
}

/** How many documents past their time one new document clears away. */
const CLEARED_AT_ONCE = 100;

/** Documents of the REST API, kept in the engine's schema; `now` is the engine's clock, by which documents expire. */
export class DocumentStore {
  constructor(
    readonly pool: Pool,
    readonly schema: string,
    readonly now: () => number,
  ) {}

  /** null: there is a document of this id already. */
  async create(content: Buffer, metadata: DocumentMetadata, documentId?: string): Promise<StoredDocument | null> {
    const id = documentId ?? randomUUID();
    await this.#clear(id);
    const contentHash = createHash('sha256').update(content).digest('hex');
    const { rowCount } = await this.pool.query(
      `INSERT INTO ${this.schema}.document (document_id, content_hash, content, metadata, expires_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (document_id) DO NOTHING`,
      [id, contentHash, content, JSON.stringify(metadata), metadata.expiresAt],
    );
    return rowCount === 0 ? null : { documentId: id, contentHash, metadata };
  }

  async find(documentId: string): Promise<(StoredDocument & { readonly content: Buffer }) | null> {
    const { rows } = await this.pool.query<{ content_hash: string; content: Buffer; metadata: DocumentMetadata }>(
      `SELECT content_hash, content, metadata FROM ${this.schema}.document
       WHERE document_id = $1 AND (expires_at IS NULL OR expires_at > $2)`,
      [documentId, new Date(this.now())],
    );
    const [row] = rows;
    if (row === undefined) return null;
    return { documentId, contentHash: row.content_hash, content: row.content, metadata: row.metadata };
  }

  /** false: there is no such document. */
  async delete(documentId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM ${this.schema}.document WHERE document_id = $1 AND (expires_at IS NULL OR expires_at > $2)`,
      [documentId, new Date(this.now())],
    );
    return rowCount === 1;
  }

  /** Takes away what is past its time: some of it, and what had this id. */
  async #clear(documentId: string): Promise<void> {
    await this.pool.query(
      `DELETE FROM ${this.schema}.document WHERE expires_at <= $1 AND (document_id = $2 OR document_id IN
         (SELECT document_id FROM ${this.schema}.document WHERE expires_at <= $1 LIMIT ${String(CLEARED_AT_ONCE)}))`,
      [new Date(this.now()), documentId],
    );
  }
}
