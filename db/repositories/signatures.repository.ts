import { Agreement, AgreementSignature } from '../entities/agreement.entity.js';
import { Household } from '../entities/household.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, householdActor } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

function mustBeOnScreen(agreement: Agreement, contentHash: string): void {
  if (agreement.contentHash === contentHash) return;
  throw refusal('CONTENT_CHANGED', '协议内容已变更，请刷新后核对新文本再签署', 'R-48');
}

/** The household signs the prepared text, with its consent to the electronic form (电子签名法 3). Twice is once. */
export async function signAsHousehold(
  tx: Transaction,
  agreementId: string,
  contentHash: string,
  consent: string,
): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  const { householdId } = agreement;
  if (await hasSigned(tx, agreementId, householdId)) return agreement;
  if (agreement.status !== 'prepared') {
    throw refusal('TRANSITION_FORBIDDEN', '本版协议已不能签署，请刷新后签署新版本', 'R-48');
  }
  await insertSignature(tx, { agreementId, party: 'household', personId: householdId, contentHash, consent });
  await tx.query(`UPDATE agreement SET status = 'household-signed' WHERE id = $1`, [agreementId]);
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  await emit(tx, [
    { name: 'household-signed', correlationKey: agreementId, variables: { projectId, householdId, agreementId } },
  ]);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'agreement-signed',
    actorId: householdActor(householdId),
    clauses: ['R-48'],
    payload: { agreementId, contentHash, party: 'household' },
  });
  return mustFind(tx, Agreement, { id: agreementId });
}

/** One of the two officers who negotiated signs the text the household has signed. Twice is once. */
export async function signAsOfficer(
  tx: Transaction,
  agreementId: string,
  officerId: string,
  contentHash: string,
): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  if (await hasSigned(tx, agreementId, officerId)) return agreement;
  await insertSignature(tx, { agreementId, party: 'officer', personId: officerId, contentHash, consent: null });
  await tx.query(
    `UPDATE agreement SET status = 'officers-signed' WHERE id = $1 AND status = 'household-signed'
     AND (SELECT count(*) FROM agreement_signature WHERE agreement_id = $1 AND party = 'officer') >= 2`,
    [agreementId],
  );
  await appendEntry(tx, {
    caseId: agreement.householdId,
    kind: 'agreement-signed',
    actorId: officerId,
    clauses: ['R-42', 'R-48'],
    payload: { agreementId, contentHash, party: 'officer' },
  });
  return mustFind(tx, Agreement, { id: agreementId });
}

async function hasSigned(tx: Transaction, agreementId: string, personId: string): Promise<boolean> {
  return tx.manager.existsBy(AgreementSignature, { agreementId, personId });
}

async function insertSignature(tx: Transaction, signature: Omit<AgreementSignature, 'signedAt'>): Promise<void> {
  await tx.query(
    `INSERT INTO agreement_signature (agreement_id, party, person_id, content_hash, consent) VALUES ($1, $2, $3, $4, $5)`,
    [signature.agreementId, signature.party, signature.personId, signature.contentHash, signature.consent],
  );
}
