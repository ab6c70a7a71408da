import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DocumentStore, StoredDocument } from './document-store.js';
import type { Site } from './site.js';

/** Where the links lead, below the base path; the contract has no operation for it. */
export const LINK_PATH = '/document-links/:documentId';

export interface DocumentLink {
  readonly url: string;
  readonly expiresAt: string;
}

/**
 * Links by which one document can be read without credentials until a given instant. The signature covers the content's
 * hash, so a link never leads to another document that has taken the id.
 */
export class DocumentLinks {
  #secret: Promise<Buffer> | undefined;

  constructor(private readonly documents: DocumentStore) {}

  /** `timeToLive` is in ms; a link never outlives its document. */
  async create(site: Site, document: StoredDocument, timeToLive: number): Promise<DocumentLink> {
    const asked = this.documents.now() + timeToLive;
    const { expiresAt } = document.metadata;
    const until = expiresAt === null ? asked : Math.min(asked, Date.parse(expiresAt));
    const signature = await this.#sign(document, String(until));
    const query = new URLSearchParams({ expires: String(until), signature });
    const path = `${site.path}${LINK_PATH.replace(':documentId', () => encodeURIComponent(document.documentId))}`;
    return { url: `${site.origin}${path}?${query.toString()}`, expiresAt: new Date(until).toISOString() };
  }

  async isValid(document: StoredDocument, expires: string, signature: string): Promise<boolean> {
    const expected = Buffer.from(await this.#sign(document, expires));
    const given = Buffer.from(signature);
    // Every text of digits was a number of ours when the signature is right.
    return (
      given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > this.documents.now()
    );
  }

  async #sign({ documentId, contentHash }: StoredDocument, expires: string): Promise<string> {
    const text = JSON.stringify([documentId, contentHash, expires]);
    return createHmac('sha256', await this.#key())
      .update(text)
      .digest('base64url');
  }

  /** Made once for a schema and kept there: links survive a restart. */
  #key(): Promise<Buffer> {
    this.#secret ??= this.#readKey().catch((error: unknown) => {
      this.#secret = undefined;
      throw error;
    });
    return this.#secret;
  }

  async #readKey(): Promise<Buffer> {
    const { pool, schema } = this.documents;
    await pool.query(`INSERT INTO ${schema}.secret VALUES ('document-links', $1) ON CONFLICT DO NOTHING`, [
      randomBytes(32),
    ]);
    const { rows } = await pool.query<{ value: Buffer }>(
      `SELECT value FROM ${schema}.secret WHERE name = 'document-links'`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the key of the document links has been deleted');
    return row.value;
  }
}
