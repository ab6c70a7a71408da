import { NOTHING_BEFORE, statementHash, statementText } from '../../ledger/statement.js';
import type { SignatureStatement } from '../../ledger/statement.js';
import { sign } from '../../ledger/sm2.js';
import { sm3 } from '../../ledger/sm3.js';
import type { Agreement, SignatureParty } from '../entities/agreement.entity.js';
import { AgreementSignature } from '../entities/agreement.entity.js';
import { signerKey } from '../signing/signer.js';
import type { SignerName } from '../signing/signer.js';
import type { Transaction } from '../transaction.js';
import { bytesOf } from './blobs.repository.js';
import { appendEntry } from './ledger.repository.js';

export interface NewSignature {
  readonly party: SignatureParty;
  /** Whose signature it is: the household, the officer, the keeper of the seal. */
  readonly personId: string;
  /** Whose key makes it. */
  readonly signer: SignerName;
  readonly form?: 'electronic' | 'paper';
  readonly words?: string;
  readonly scanHash?: string;
  /** Who acts, in the words of the ledger. */
  readonly actorId: string;
  readonly clauses: readonly string[];
}

/**
 * Signs the agreement's file after whoever signed before: a statement over the file, role, time and the
 * statement before, its SM2 signature, and a ledger entry that holds the hashes of both. The caller holds the
 * agreement's lock; the database refuses whoever's turn it is not.
 */
export async function putSignature(tx: Transaction, agreement: Agreement, signature: NewSignature): Promise<void> {
  const { party, personId, form = 'electronic', words = null, scanHash = null } = signature;
  const { bytes } = await bytesOf(tx, agreement.contentHash);
  const { keys, certificate } = await signerKey(tx, signature.signer);
  const before = await lastSignature(tx, agreement.id);
  const statement: SignatureStatement = {
    format: 'agreement-signature/1',
    agreement: agreement.number,
    contentHash: agreement.contentHash,
    fileSm3: sm3(bytes),
    role: party,
    form,
    words,
    scanHash,
    certificate: sm3(certificate),
    at: await tx.now(),
    previous: before?.statementHash ?? NOTHING_BEFORE,
  };
  const text = statementText(statement);
  const value = sign(Buffer.from(text, 'utf8'), keys);
  await tx.query(
    `INSERT INTO agreement_signature (agreement_id, position, party, person_id, content_hash, consent, form, scan_hash,
       signed_with, statement, statement_hash, signature, certificate)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[agreement.id, (before?.position ?? 0) + 1, party, personId, agreement.contentHash, words, form, scanHash],
      ...[signature.signer.owner, text, statementHash(text), value, certificate],
    ],
  );
  await appendEntry(tx, {
    caseId: agreement.householdId,
    kind: 'agreement-signed',
    actorId: signature.actorId,
    clauses: signature.clauses,
    payload: {
      agreementId: agreement.id,
      contentHash: agreement.contentHash,
      party,
      form,
      statement: statementHash(text),
      signature: sm3(value),
      certificate: sm3(certificate),
    },
  });
}

async function lastSignature(tx: Transaction, agreementId: string): Promise<AgreementSignature | null> {
  return tx.manager.findOne(AgreementSignature, { where: { agreementId }, order: { position: 'DESC' } });
}
