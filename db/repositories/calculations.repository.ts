import { buildingAreaOfLivingArea } from '../../rules/area/living-area.js';
import { component, sumOf } from '../../rules/compensation/component.js';
import type { CompensationComponent } from '../../rules/compensation/component.js';
import { computeCompensation } from '../../rules/compensation/compute-compensation.js';
import type { CompensationInput } from '../../rules/compensation/input.js';
import { policyByVersion } from '../../rules/policy/policies.js';
import type { Policy } from '../../rules/policy/policies.js';
import { hashOfValue, toJson } from '../content-hash.js';
import { CompensationCalculation } from '../entities/agreement.entity.js';
import { AreaDetermination } from '../entities/area.entity.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { requireFrozenArea } from './area-lists.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { opinionsInForce } from './reviews.repository.js';

/**
 * Computes the compensation of a household by the rules from what is registered, and stores it with its whole input
 * (SD18). The same figures again are the same calculation; other figures supersede it.
 */
export async function computeAndStoreCompensation(
  tx: Transaction,
  householdId: string,
): Promise<CompensationCalculation> {
  const household = await mustLock(tx, Household, { id: householdId });
  await requireFrozenArea(tx, householdId);
  const project = await mustFind(tx, Project, { id: household.projectId });
  const determination = await mustFind(tx, AreaDetermination, { householdId, status: 'frozen' });
  const policy = policyByVersion(project.policyVersion);
  const input = inputOf(household, project, determination.areaHundredths, policy);
  const decision = computeCompensation(input, policy);
  if (!decision.passed || decision.value === null) throw new BusinessError(decision.findings);
  const components = [...decision.value.components, ...(await grantedByPanel(tx, householdId))];
  const totalFen = sumOf(components);
  const contentHash = hashOfValue({ householdId, determinationId: determination.id, input, components, totalFen });
  const standing = await standingCalculation(tx, householdId);
  await tx.query(`UPDATE household SET stage = 'checking' WHERE id = $1 AND stage = 'negotiating'`, [householdId]);
  if (standing?.contentHash === contentHash) return standing;
  if (standing) {
    await tx.query('UPDATE compensation_calculation SET superseded_at = app_now() WHERE id = $1', [standing.id]);
  }
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components, total_fen,
       content_hash) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7) RETURNING id`,
    [
      householdId,
      determination.id,
      policy.version,
      JSON.stringify(toJson(input)),
      JSON.stringify(toJson(components)),
      totalFen,
      contentHash,
    ],
  );
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'compensation-computed',
    actorId: SYSTEM_ACTOR,
    clauses: ['SD18'],
    payload: { calculationId: id, contentHash, totalFen, policyVersion: policy.version },
  });
  return mustFind(tx, CompensationCalculation, { id });
}

/** What the panel granted beside the rules, by opinions that are in force: the only amounts no rule computes (SD18). */
async function grantedByPanel(tx: Transaction, householdId: string): Promise<CompensationComponent[]> {
  const opinions = await opinionsInForce(tx, householdId);
  return opinions.flatMap(({ number, amountFen, planClause }) =>
    amountFen === null
      ? []
      : [component('panel-opinion', amountFen, `公信评议意见 ${number}，方案条款：${planClause ?? '—'}（R-31、SD18）`)],
  );
}

/** The calculation that counts now; null while there is none. */
export async function standingCalculation(
  tx: Transaction,
  householdId: string,
): Promise<CompensationCalculation | null> {
  return tx.manager
    .createQueryBuilder(CompensationCalculation, 'calculation')
    .where('calculation.household_id = :householdId', { householdId })
    .andWhere('calculation.superseded_at IS NULL')
    .getOne();
}

/** What a household's compensation is computed from, as it is registered. */
export function inputOf(
  household: Household,
  project: Project,
  areaHundredths: bigint,
  policy: Policy,
): CompensationInput {
  const { tenure, livingAreaHundredths, hardshipPersons } = household;
  const converted =
    tenure === 'public-tenancy' &&
    livingAreaHundredths !== null &&
    buildingAreaOfLivingArea(livingAreaHundredths, policy) === areaHundredths;
  return {
    mode: project.mode,
    tenure,
    areaHundredths,
    livingAreaHundredths: converted ? livingAreaHundredths : null,
    figures: {
      scheme: 'state',
      unitPriceFen: household.unitPriceFen,
      averagePriceFen: project.averagePriceFen,
      subsidyCoefficientBp: project.subsidyCoefficientBp,
      nonSelfContained: household.nonSelfContained,
      unitSizeSubsidyHundredths: project.unitSizeSubsidyHundredths,
    },
    hardship: hardshipOf(hardshipPersons, project),
    items: [],
  };
}

/** A claim to the hardship floor is never dropped: without the published price the computation is refused. */
function hardshipOf(persons: number, { conversionPriceFen }: Project): CompensationInput['hardship'] {
  if (persons === 0) return null;
  if (conversionPriceFen === null) {
    const message = '本户申请居住困难保障，但项目没有登记折算单价，请先补登折算单价再计算';
    throw refusal('COMPENSATION_INPUT_INVALID', message, '市政府令第71号第31条', 'conversionPrice');
  }
  return { persons, conversionPriceFen };
}
