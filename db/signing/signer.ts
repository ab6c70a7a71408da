import type { Subject } from '../../ledger/certificate.js';
import { newKeyPair } from '../../ledger/sm2.js';
import type { Transaction } from '../transaction.js';
import { localAuthority } from './local-authority.js';
import { keepKey, keptKey } from './signer-keys.js';
import type { SignerKey } from './signer-keys.js';

export interface SignerName {
  /** `household:<id>`, `account:<id>` or `seal:<organisation id>`. */
  readonly owner: string;
  readonly subject: Subject;
}

/** The signer's key with its certificate; both are made at the first signature. */
export async function signerKey(tx: Transaction, { owner, subject }: SignerName): Promise<SignerKey> {
  await tx.lock(`signer:${owner}`);
  const kept = await keptKey(tx, owner);
  if (kept !== undefined) return kept;
  const keys = newKeyPair();
  const order = { subject, publicKey: keys.publicKey, at: await tx.now() };
  const made = { owner, keys, ...(await localAuthority.issue(tx, order)) };
  await keepKey(tx, made);
  return made;
}
