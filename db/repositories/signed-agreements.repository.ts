import type { FileSeal } from '../../ledger/cms.js';
import { merkleProof } from '../../ledger/merkle.js';
import { signedFile } from '../../ledger/signed-file.js';
import type { SignedRecord } from '../../ledger/signed-file.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import type { Agreement } from '../entities/agreement.entity.js';
import { refusal } from '../errors.js';
import { keptFileSeal } from '../signing/file-seal-keys.js';
import type { Transaction } from '../transaction.js';
import { agreementFile } from './agreements.repository.js';
import { headsOn, rootCovering } from './ledger-roots.repository.js';
import { entriesOf } from './ledger.repository.js';

interface SignatureRow {
  readonly statement: string | null;
  readonly signature: string;
  readonly certificate: string;
  readonly authority: string;
  readonly signedWith: string;
}

/**
 * The signed file of a sealed agreement: with signatures, certificates, the case's entries from its
 * preparation on, and, once its day is over, the way to the root that covers the seal. After that it stays the same.
 */
export async function signedAgreement(tx: Transaction, agreementId: string): Promise<Agreement & { bytes: Buffer }> {
  const agreement = await agreementFile(tx, agreementId);
  const signatures = await tx.query<SignatureRow>(
    `SELECT statement, encode(signature, 'hex') AS signature, encode(signed.certificate, 'hex') AS certificate,
       encode(authority, 'hex') AS authority, signed_with AS "signedWith"
     FROM agreement_signature signed LEFT JOIN signer_key ON owner = signed_with
     WHERE agreement_id = $1 ORDER BY position`,
    [agreementId],
  );
  const complete = signatures.flatMap(({ statement, signature, certificate, authority }) =>
    statement === null ? [] : [{ statement, signature, certificate, authority }],
  );
  if (agreement.sealedAt === null || complete.length < signatures.length) {
    throw refusal('TRANSITION_FORBIDDEN', '协议尚未盖电子印章，还没有签署版，请盖章后再下载', 'R-41');
  }
  const record = { ...(await evidenceOf(tx, agreement, agreement.sealedAt)), signatures: complete };
  const seal = await sealOf(tx, signatures.at(-1));
  const bytes = signedFile(agreement.bytes, record, seal);
  return Object.assign(agreement, { bytes });
}

/** The body's seal for readers of PDF, put at the time of its signature; null where the body had no such key by then. */
async function sealOf(tx: Transaction, last: SignatureRow | undefined): Promise<{ at: string; key: FileSeal } | null> {
  const { at } = JSON.parse(last?.statement ?? '{}') as { at?: string };
  if (last === undefined || at === undefined) return null;
  const key = await keptFileSeal(tx, last.signedWith, at);
  return key === undefined ? null : { at, key };
}

async function evidenceOf(
  tx: Transaction,
  { id, householdId }: Agreement,
  sealedAt: string,
): Promise<Pick<SignedRecord, 'entries' | 'root' | 'proof'>> {
  const chain = await entriesOf(tx, householdId);
  const from = chain.findIndex(({ kind, payload }) => kind === 'agreement-prepared' && payload['agreementId'] === id);
  const root = (await rootCovering(tx, shanghaiDateOf(sealedAt))) ?? null;
  const heads = root === null ? [] : await headsOn(tx, root.day);
  const last = heads.find(({ caseId }) => caseId === householdId)?.seq ?? chain.length;
  const entries = chain.slice(from, last).map(({ onBehalfOf = null, ...entry }) => ({
    ...entry,
    onBehalfOf,
    clauses: [...entry.clauses],
    payload: { ...entry.payload },
  }));
  return { entries, root, proof: merkleProof(heads, householdId) ?? [] };
}
