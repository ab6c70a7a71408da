import type { CompensationComponent } from '../../rules/compensation/component.js';
import { agreementText } from '../agreement-text.js';
import type { OwnerPart } from '../agreement-text.js';
import { Agreement, AgreementSignature } from '../entities/agreement.entity.js';
import type { CompensationCalculation } from '../entities/agreement.entity.js';
import { AreaDetermination } from '../entities/area.entity.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { NotFoundError, refusal } from '../errors.js';
import { agreementPdf } from '../papers/agreement-pdf.js';
import type { Transaction } from '../transaction.js';
import { bytesOf, storeBytes } from './blobs.repository.js';
import { standingCalculation } from './calculations.repository.js';
import { mustFind, mustLock } from './find.js';
import { houseOwnerOf, setStage } from './households.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { policyOfProject } from './policy-book.js';
import { signingTerms } from './signing-watch.repository.js';

const PDF_TYPE = 'application/pdf';

/**
 * Prepares the next version of the household's agreement from the checked calculation and supersedes the
 * version before. While a prepared version of the same calculation waits for its first signature, that one stands.
 */
export async function prepareAgreement(tx: Transaction, householdId: string): Promise<Agreement> {
  const household = await mustLock(tx, Household, { id: householdId });
  const calculation = await standingCalculation(tx, householdId);
  if (!calculation) throw refusal('REVIEW_INCOMPLETE', '还没有补偿计算，请先完成协商与计算', 'R-50');
  const open = await openAgreement(tx, householdId);
  if (open?.status === 'prepared' && open.calculationId === calculation.id) return open;
  if (open && (open.sealedAt !== null || open.status === 'effective')) {
    throw refusal('TRANSITION_FORBIDDEN', '协议已经盖章，不能再生成新版本', 'R-41');
  }
  if (open) await tx.query(`UPDATE agreement SET status = 'superseded' WHERE id = $1`, [open.id]);
  const agreement = await insertVersion(tx, household, calculation);
  await setStage(tx, [householdId], 'signing');
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'agreement-prepared',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-48', 'R-50'],
    payload: {
      agreementId: agreement.id,
      version: agreement.version,
      contentHash: agreement.contentHash,
      calculationId: calculation.id,
      totalFen: agreement.totalFen,
    },
  });
  return agreement;
}

async function insertVersion(
  tx: Transaction,
  household: Household,
  calculation: CompensationCalculation,
): Promise<Agreement> {
  const project = await mustFind(tx, Project, { id: household.projectId });
  const determination = await mustFind(tx, AreaDetermination, { id: calculation.determinationId });
  const { version } = await tx.one<{ version: number }>(
    'SELECT coalesce(max(version), 0) + 1 AS version FROM agreement WHERE household_id = $1',
    [household.id],
  );
  const number = `${household.caseNumber}-${version.toString()}`;
  const text = agreementText({
    number,
    project,
    terms: await signingTerms(tx, project.id),
    household,
    town: await organisationName(tx, project.townOrganisationId),
    firm: await organisationName(tx, project.firmOrganisationId),
    areaHundredths: determination.areaHundredths,
    areaBasis: determination.basis,
    use: determination.use,
    calculationHash: calculation.contentHash,
    components: componentsOf(calculation),
    totalFen: calculation.totalFen,
    owner: await ownerPartOf(tx, household.id, calculation),
    termDays: (await policyOfProject(tx, project)).payment.dueDays.value,
    preparedOn: await tx.today(),
  });
  const pdf = await agreementPdf({ number, text, preparedAt: await tx.now() });
  const contentHash = await storeBytes(tx, PDF_TYPE, pdf);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO agreement (household_id, version, number, calculation_id, total_fen, content_hash, text)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [household.id, version, number, calculation.id, calculation.totalFen, contentHash, text],
  );
  return mustFind(tx, Agreement, { id });
}

async function ownerPartOf(
  tx: Transaction,
  householdId: string,
  { ownerShareFen, ownerShareBasis }: CompensationCalculation,
): Promise<OwnerPart | null> {
  const owner = ownerShareFen === null ? null : await houseOwnerOf(tx, householdId);
  if (owner === null || ownerShareFen === null) return null;
  const { name, payeeName, payeeAccount } = owner;
  return { name, payeeName, payeeAccount, shareFen: ownerShareFen, basis: ownerShareBasis ?? '' };
}

/** The components of a stored calculation, amounts in fen. */
export function componentsOf({ components }: CompensationCalculation): CompensationComponent[] {
  const stored = components as readonly (Omit<CompensationComponent, 'fen'> & { readonly fen: string })[];
  return stored.map((component) => ({ ...component, fen: BigInt(component.fen) }));
}

async function organisationName(tx: Transaction, id: string): Promise<string> {
  return (await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [id])).name;
}

export async function getAgreement(tx: Transaction, agreementId: string): Promise<Agreement> {
  return mustFind(tx, Agreement, { id: agreementId });
}

/** The agreement as it is signed, byte for byte: the PDF that its content hash names. */
export async function agreementFile(tx: Transaction, agreementId: string): Promise<Agreement & { bytes: Buffer }> {
  const agreement = await getAgreement(tx, agreementId);
  const { bytes, mediaType } = await bytesOf(tx, agreement.contentHash);
  if (mediaType !== PDF_TYPE) throw new NotFoundError('agreement_file', agreementId);
  return Object.assign(agreement, { bytes });
}

/** The version of the household's agreement that is not superseded; null while there is none. */
export async function openAgreement(tx: Transaction, householdId: string): Promise<Agreement | null> {
  return tx.manager
    .createQueryBuilder(Agreement, 'agreement')
    .where('agreement.household_id = :householdId', { householdId })
    .andWhere(`agreement.status <> 'superseded'`)
    .getOne();
}

export async function signaturesOf(tx: Transaction, agreementId: string): Promise<AgreementSignature[]> {
  return tx.manager.find(AgreementSignature, { where: { agreementId }, order: { position: 'ASC' } });
}
