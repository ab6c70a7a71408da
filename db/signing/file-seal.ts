import type { FileSeal } from '../../ledger/cms.js';
import { newRsaKeys } from '../../ledger/rsa-certificate.js';
import type { Transaction } from '../transaction.js';
import { keepFileSeal, keptFileSeal } from './file-seal-keys.js';
import { localAuthority } from './local-authority.js';
import type { SignerName } from './signer.js';

/** The key with which a body seals files for readers of PDF, with its certificate; both are made at its first seal. */
export async function fileSealOf(tx: Transaction, { owner, subject }: SignerName): Promise<FileSeal> {
  await tx.lock(`signer:${owner}`);
  const kept = await keptFileSeal(tx, owner);
  if (kept !== undefined) return kept;
  const { privateKey, publicKey } = await newRsaKeys();
  const made = { privateKey, ...(await localAuthority.issueRsa(tx, { subject, publicKey, at: await tx.now() })) };
  await keepFileSeal(tx, owner, made);
  return made;
}
