import type { KeyPair } from '../../ledger/sm2.js';
import type { Transaction } from '../transaction.js';

/** A key with whom it belongs to and the certificate that says so. */
export interface SignerKey {
  readonly owner: string;
  readonly keys: KeyPair;
  readonly certificate: Buffer;
  readonly authority: Buffer;
}

interface KeptRow {
  readonly publicKey: string;
  readonly sealedKey: Buffer;
  readonly certificate: Buffer;
  readonly authority: Buffer;
}

/** The key of an owner, opened; undefined while there is none. */
export async function keptKey(tx: Transaction, owner: string): Promise<SignerKey | undefined> {
  const row = await tx.maybeOne<KeptRow>(
    `SELECT public_key AS "publicKey", sealed_key AS "sealedKey", certificate, authority FROM signer_key WHERE owner = $1`,
    [owner],
  );
  if (row === undefined) return undefined;
  const { publicKey, sealedKey, certificate, authority } = row;
  return { owner, keys: { publicKey, privateKey: tx.vault.open(owner, sealedKey) }, certificate, authority };
}

/** Keeps a new key, encrypted. */
export async function keepKey(tx: Transaction, { owner, keys, certificate, authority }: SignerKey): Promise<void> {
  await tx.query(
    `INSERT INTO signer_key (owner, public_key, sealed_key, certificate, authority) VALUES ($1, $2, $3, $4, $5)`,
    [owner, keys.publicKey, tx.vault.seal(owner, keys.privateKey), certificate, authority],
  );
}
