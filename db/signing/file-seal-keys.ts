import type { FileSeal } from '../../ledger/cms.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';

interface KeptRow {
  readonly sealedKey: Buffer;
  readonly certificate: Buffer;
  readonly authority: Buffer;
}

/** The key with which an owner seals files for readers of PDF, if there was one by then. */
export async function keptFileSeal(tx: Transaction, owner: string, by?: IsoInstant): Promise<FileSeal | undefined> {
  const row = await tx.maybeOne<KeptRow>(
    `SELECT sealed_key AS "sealedKey", certificate, authority FROM file_seal_key
     WHERE owner = $1 AND made_at <= coalesce($2::timestamptz, 'infinity')`,
    [owner, by ?? null],
  );
  if (row === undefined) return undefined;
  const { sealedKey, certificate, authority } = row;
  return { privateKey: Buffer.from(tx.vault.open(boundTo(owner), sealedKey), 'hex'), certificate, authority };
}

/** Keeps a new one, encrypted, as of the time that the signatures of this transaction carry. */
export async function keepFileSeal(tx: Transaction, owner: string, seal: FileSeal): Promise<void> {
  const { privateKey, certificate, authority } = seal;
  await tx.query(
    `INSERT INTO file_seal_key (owner, sealed_key, certificate, authority, made_at) VALUES ($1, $2, $3, $4, $5)`,
    [owner, tx.vault.seal(boundTo(owner), privateKey.toString('hex')), certificate, authority, await tx.now()],
  );
}

/** What the encryption binds the key to: not the owner's SM2 key. */
const boundTo = (owner: string): string => `file ${owner}`;
