import { Agreement, AgreementSignature } from '../entities/agreement.entity.js';
import type { SignatureParty } from '../entities/agreement.entity.js';
import { FileBagDocument } from '../entities/document.entity.js';
import { HouseOwner, Household } from '../entities/household.entity.js';
import { refusal } from '../errors.js';
import { fileSealOf } from '../signing/file-seal.js';
import type { SignerName } from '../signing/signer.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { householdActor, ownerActor } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { putSignature } from './put-signature.repository.js';
import type { NewSignature } from './put-signature.repository.js';

function mustBeOnScreen(agreement: Agreement, contentHash: string): void {
  if (agreement.contentHash === contentHash) return;
  throw refusal('CONTENT_CHANGED', '协议内容已变更，请刷新后核对新文本再签署', 'R-48');
}

/** What the household agrees to with its tick (电子签名法 art 3), signed with the agreement. */
const CONSENT = '本户已阅读协议全文，同意以电子形式签署本协议（电子签名法第三条）。';

const OWNER_CONSENT = '产权人已阅读协议全文，同意以电子形式签署本协议（电子签名法第三条）。';

/** The household signs the prepared file, with its consent to the electronic form. Twice is once. */
export async function signAsHousehold(tx: Transaction, agreementId: string, contentHash: string): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  const { householdId } = agreement;
  if (await hasSigned(tx, agreementId, householdId, 'household')) return agreement;
  const household = await mustFind(tx, Household, { id: householdId });
  const subject = { name: household.holderName, organisation: `户编号 ${household.caseNumber}` };
  return takeHouseholdSignature(tx, agreement, {
    party: 'household',
    signer: { owner: `household:${householdId}`, subject },
    words: CONSENT,
    actorId: householdActor(householdId),
  });
}

/** The owner of a let house signs the same file, after the household, with his own consent. Twice is once. */
export async function signAsOwner(tx: Transaction, agreementId: string, contentHash: string): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  const { householdId } = agreement;
  if (await hasSigned(tx, agreementId, householdId, 'owner')) return agreement;
  const owner = await mustFind(tx, HouseOwner, { householdId });
  const { caseNumber } = await mustFind(tx, Household, { id: householdId });
  const subject = { name: owner.name, organisation: `户编号 ${caseNumber} 产权人` };
  return takeHouseholdSignature(tx, agreement, {
    party: 'owner',
    signer: { owner: ownerActor(householdId), subject },
    words: OWNER_CONSENT,
    actorId: ownerActor(householdId),
  });
}

export interface PaperSignature {
  readonly contentHash: string;
  /** The scan, as it lies in the file bag. */
  readonly documentId: string;
  /** Where the paper itself is kept. */
  readonly keptAt: string;
  readonly officerId: string;
}

/**
 * An officer records that the household has signed the printed file by hand (电子签名法 art 3: nobody is made to sign
 * electronically), or that the owner of the house has, who is the third party of its agreement. The officer's own signature
 * stands under that record, with the hash of the scan.
 */
export async function recordPaperSignature(
  tx: Transaction,
  agreementId: string,
  { contentHash, documentId, keptAt, officerId }: PaperSignature,
  party: 'household' | 'owner' = 'household',
): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  const { householdId } = agreement;
  if (await hasSigned(tx, agreementId, householdId, party)) return agreement;
  const scan = await mustFind(tx, FileBagDocument, { id: documentId, householdId });
  return takeHouseholdSignature(tx, agreement, {
    party,
    signer: await officerSigner(tx, officerId),
    form: 'paper',
    words: `原件存放：${keptAt}`,
    scanHash: scan.contentHash,
    actorId: officerId,
  });
}

async function takeHouseholdSignature(
  tx: Transaction,
  agreement: Agreement,
  how: Omit<NewSignature, 'personId' | 'clauses'>,
): Promise<Agreement> {
  const { id: agreementId, householdId } = agreement;
  if (agreement.status !== 'prepared') {
    throw refusal('TRANSITION_FORBIDDEN', '本版协议已不能签署，请刷新后签署新版本', 'R-48');
  }
  await putSignature(tx, agreement, { ...how, personId: householdId, clauses: ['R-48'] });
  if (await waitsForOther(tx, agreementId)) return agreement;
  await tx.query(`UPDATE agreement SET status = 'household-signed' WHERE id = $1`, [agreementId]);
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  await emit(tx, [
    { name: 'household-signed', correlationKey: agreementId, variables: { projectId, householdId, agreementId } },
  ]);
  return mustFind(tx, Agreement, { id: agreementId });
}

/** One of the two officers who negotiated signs the file the household has signed. Twice is once. */
export async function signAsOfficer(
  tx: Transaction,
  agreementId: string,
  officerId: string,
  contentHash: string,
): Promise<Agreement> {
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  mustBeOnScreen(agreement, contentHash);
  if (await hasSigned(tx, agreementId, officerId, 'officer')) return agreement;
  await putSignature(tx, agreement, {
    ...{ party: 'officer', personId: officerId, actorId: officerId, clauses: ['R-42', 'R-48'] },
    signer: await officerSigner(tx, officerId),
  });
  await tx.query(
    `UPDATE agreement SET status = 'officers-signed' WHERE id = $1 AND status = 'household-signed'
     AND (SELECT count(*) FROM agreement_signature WHERE agreement_id = $1 AND party = 'officer') >= 2`,
    [agreementId],
  );
  return mustFind(tx, Agreement, { id: agreementId });
}

/** The seal of the body that stands behind the agreement, put by its keeper as the last signature. */
export async function signWithSeal(
  tx: Transaction,
  agreement: Agreement,
  keeperId: string,
  organisationId: string,
): Promise<void> {
  const { name } = await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [organisationId]);
  const signer = { owner: `seal:${organisationId}`, subject: { name: '协议专用章', organisation: name } };
  await putSignature(tx, agreement, {
    ...{ party: 'seal', personId: keeperId, actorId: keeperId, clauses: ['R-41', 'R-48'], signer },
  });
  await fileSealOf(tx, signer);
}

async function officerSigner(tx: Transaction, officerId: string): Promise<SignerName> {
  const subject = await tx.one<SignerName['subject']>(
    `SELECT display_name AS name, organisation.name AS organisation
     FROM account JOIN organisation ON organisation.id = organisation_id WHERE account.id = $1`,
    [officerId],
  );
  return { owner: `account:${officerId}`, subject };
}

/** Has one of household and owner not signed yet, where both have to? */
async function waitsForOther(tx: Transaction, agreementId: string): Promise<boolean> {
  const { signed, needed } = await tx.one<{ signed: number; needed: number }>(
    `SELECT (SELECT count(*) FROM agreement_signature WHERE agreement_id = $1 AND party IN ('household', 'owner'))::int
         AS signed, CASE WHEN owner_must_sign(agreement) THEN 2 ELSE 1 END AS needed
     FROM agreement WHERE id = $1`,
    [agreementId],
  );
  return signed < needed;
}

async function hasSigned(
  tx: Transaction,
  agreementId: string,
  personId: string,
  party: SignatureParty,
): Promise<boolean> {
  return tx.manager.existsBy(AgreementSignature, { agreementId, personId, party });
}
