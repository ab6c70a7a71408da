import { businessFindings } from '../../rules/compensation/non-residential.js';
import type { BusinessLoss, NonResidentialFacts, ProvenAmount } from '../../rules/compensation/non-residential.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { standingDetermination } from './areas.repository.js';
import { mustFind } from './find.js';
import { adoptedPlansOf } from './plan-figures.repository.js';
import { policyOfProject } from './policy-book.js';

export interface NewBusinessFacts {
  readonly entryId: string;
  readonly householdId: string;
  readonly projectId: string;
  readonly facts: NonResidentialFacts;
}

/**
 * Stores what one officer found of a business in a house that nobody lives in by its determined use: what is moved, what is
 * lost, what stops (征收与补偿条例 art 17, 23). The limits of every adopted plan of the project must hold.
 */
export async function recordBusinessFacts(tx: Transaction, entered: NewBusinessFacts): Promise<void> {
  const { entryId, householdId, projectId, facts } = entered;
  const { equipmentMoving, lostEquipment, businessLoss } = facts;
  if (equipmentMoving === null && lostEquipment.length === 0 && businessLoss === null) return;
  if ((await standingDetermination(tx, householdId))?.use === 'residential') {
    const message = '本户认定用途为居住，没有停产停业和设备补偿，请删去';
    throw refusal('FIELD_NOT_APPLICABLE', message, '征收与补偿条例第17条', 'lossKind');
  }
  const policy = await policyOfProject(tx, await mustFind(tx, Project, { id: projectId }));
  const schemes = new Set((await adoptedPlansOf(tx, projectId)).map(({ figures }) => figures.scheme));
  const findings = [...schemes].flatMap((scheme) => businessFindings(facts, scheme, policy));
  if (findings.length > 0) throw new BusinessError(findings);
  const appraisal = businessLoss?.kind === 'appraised' ? businessLoss : null;
  await tx.query(
    `INSERT INTO business_facts (entry_id, household_id, moving_fen, moving_source, loss_kind, loss_fen, loss_source,
       proof_years) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      entryId,
      householdId,
      equipmentMoving?.amountFen ?? null,
      equipmentMoving?.source ?? null,
      businessLoss?.kind ?? null,
      appraisal?.appraisal.amountFen ?? null,
      appraisal?.appraisal.source ?? null,
      appraisal?.proofYears ?? null,
    ],
  );
  await tx.query(
    `INSERT INTO lost_equipment (entry_id, position, name, replacement_fen, newness_bp)
     SELECT $1, position, name, replacement, newness
     FROM unnest($2::text[], $3::bigint[], $4::int[]) WITH ORDINALITY AS piece (name, replacement, newness, position)`,
    [
      entryId,
      lostEquipment.map(({ name }) => name),
      lostEquipment.map(({ replacementFen }) => replacementFen.toString()),
      lostEquipment.map(({ newnessBp }) => newnessBp),
    ],
  );
}

/** The same in the database, where amounts are text, as they stand in the input of a calculation. */
export interface StoredBusinessFacts {
  readonly equipmentMoving: StoredAmount | null;
  readonly lostEquipment: readonly {
    readonly name: string;
    readonly replacementFen: string;
    readonly newnessBp: number;
  }[];
  readonly businessLoss:
    | { readonly kind: 'rate' }
    | { readonly kind: 'appraised'; readonly appraisal: StoredAmount; readonly proofYears: number }
    | null;
}
interface StoredAmount {
  readonly amountFen: string;
  readonly source: string;
}

/** What both officers of the latest negotiation entered alike; what only one of them says is not paid. */
export async function agreedBusinessFacts(tx: Transaction, householdId: string): Promise<NonResidentialFacts> {
  const { facts } = await tx.one<{ facts: StoredBusinessFacts }>('SELECT agreed_business_facts($1) AS facts', [
    householdId,
  ]);
  return businessFactsOf(facts);
}

export function businessFactsOf(stored: StoredBusinessFacts): NonResidentialFacts {
  return {
    equipmentMoving: stored.equipmentMoving === null ? null : amountOf(stored.equipmentMoving),
    lostEquipment: stored.lostEquipment.map(({ name, replacementFen, newnessBp }) => ({
      name,
      replacementFen: BigInt(replacementFen),
      newnessBp,
    })),
    businessLoss: lossOf(stored.businessLoss),
  };
}

function lossOf(loss: StoredBusinessFacts['businessLoss']): BusinessLoss | null {
  return loss?.kind === 'appraised' ? { ...loss, appraisal: amountOf(loss.appraisal) } : loss;
}

const amountOf = ({ amountFen, source }: StoredAmount): ProvenAmount => ({ amountFen: BigInt(amountFen), source });

/** Did the two officers of the latest negotiation not find the same? */
export async function businessEntriesDiffer(tx: Transaction, householdId: string): Promise<boolean> {
  return (await tx.one<{ differ: boolean }>('SELECT business_entries_differ($1) AS differ', [householdId])).differ;
}
