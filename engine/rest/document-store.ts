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

/** Documents of the REST API, kept in the engine's schema; `now` is the engine's clock, by which documents expire. */
export class DocumentStore {
  #ready: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    private readonly now: () => number,
  ) {}

  /** null: there is a document of this id already. */
  async create(content: Buffer, metadata: DocumentMetadata, documentId?: string): Promise<StoredDocument | null> {
    await this.#prepare();
    const id = documentId ?? randomUUID();
    const contentHash = createHash('sha256').update(content).digest('hex');
    const { rowCount } = await this.pool.query(
      `INSERT INTO ${this.schema}.document (document_id, content_hash, content, metadata, expires_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (document_id) DO NOTHING`,
      [id, contentHash, content, JSON.stringify(metadata), metadata.expiresAt],
    );
    return rowCount === 0 ? null : { documentId: id, contentHash, metadata };
  }

  async find(documentId: string): Promise<(StoredDocument & { readonly content: Buffer }) | null> {
    await this.#prepare();
    const { rows } = await this.pool.query<{ content_hash: string; content: Buffer; metadata: DocumentMetadata }>(
      `SELECT content_hash, content, metadata FROM ${this.schema}.document
       WHERE document_id = $1 AND (expires_at IS NULL OR expires_at > $2)`,
      [documentId, new Date(this.now())],
    );
    const [row] = rows;
    if (row === undefined) return null;
    return { documentId, contentHash: row.content_hash, content: row.content, metadata: row.metadata };
  }

  async delete(documentId: string): Promise<boolean> {
    await this.#prepare();
    const { rowCount } = await this.pool.query(`DELETE FROM ${this.schema}.document WHERE document_id = $1`, [
      documentId,
    ]);
    return rowCount === 1;
  }

  /** The table is made when the first document is asked for; a failure is tried again next time. */
  #prepare(): Promise<void> {
    this.#ready ??= this.pool
      .query(
        `CREATE TABLE IF NOT EXISTS ${this.schema}.document (
           document_id text PRIMARY KEY,
           content_hash text NOT NULL,
           content bytea NOT NULL,
           metadata jsonb NOT NULL,
           expires_at timestamptz
         )`,
      )
      .then(
        () => undefined,
        (error: unknown) => {
          this.#ready = undefined;
          throw error;
        },
      );
    return this.#ready;
  }
}
