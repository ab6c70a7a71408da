import { buildingAreaOfLivingArea } from '../../rules/area/living-area.js';
import { component, sumOf } from '../../rules/compensation/component.js';
import type { CompensationComponent } from '../../rules/compensation/component.js';
import { computeCompensation } from '../../rules/compensation/compute-compensation.js';
import type { CompensationInput } from '../../rules/compensation/input.js';
import { ownerShareOf } from '../../rules/compensation/landlord.js';
import type { NonResidentialFacts } from '../../rules/compensation/non-residential.js';
import type { HouseholdFacts } from '../../rules/compensation/same-standard.js';
import type { PlanFigures } from '../../rules/plan/plan-figures.js';
import { ruleBookOf } from '../../rules/plan/rule-book.js';
import type { PlanHousehold } from '../../rules/plan/rule-book.js';
import type { Policy } from '../../rules/policy/policies.js';
import { hashOfValue, toJson } from '../content-hash.js';
import { CompensationCalculation } from '../entities/agreement.entity.js';
import { AreaDetermination } from '../entities/area.entity.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { requireFrozenArea } from './area-lists.repository.js';
import { agreedBusinessFacts } from './business-facts.repository.js';
import { mustFind, mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { countedItems } from './negotiations.repository.js';
import { adoptedPlansOf, mustBeAdopted } from './plan-figures.repository.js';
import { reportOf } from './appraisal-reports.repository.js';
import { opinionsInForce } from './reviews.repository.js';
import { signingTerms } from './signing-watch.repository.js';
import { compareUnderBothPlans, storeComparison } from './standard-comparison.repository.js';
import { policyOfProject } from './policy-book.js';

/**
 * Computes the compensation of a household by the rules from the adopted plan of the track that signs, and stores it
 * with its whole input (SD18). The same figures again are the same calculation; other figures supersede it.
 */
export async function computeAndStoreCompensation(
  tx: Transaction,
  householdId: string,
): Promise<CompensationCalculation> {
  const household = await mustLock(tx, Household, { id: householdId });
  await requireFrozenArea(tx, householdId);
  const project = await mustFind(tx, Project, { id: household.projectId });
  const determination = await mustFind(tx, AreaDetermination, { householdId, status: 'frozen' });
  const policy = await policyOfProject(tx, project);
  const { mode } = await signingTerms(tx, project.id);
  const plan = await mustBeAdopted(tx, project.id, mode, '不能计算补偿');
  const plans = await adoptedPlansOf(tx, project.id);
  const { areaHundredths, use } = determination;
  const business = await agreedBusinessFacts(tx, householdId);
  const facts = factsOf(household, plan, { areaHundredths, use, business }, policy);
  const report = await reportOf(tx, plan.trackId, householdId);
  const ofPlan = await planHouseholdOf(tx, household, report.unitPriceFen);
  const { figures, items } = ruleBookOf(plan, ofPlan, policy);
  const input: CompensationInput = { ...facts, mode, figures, items };
  const comparison = compareUnderBothPlans(facts, ofPlan, plans, policy);
  if (comparison?.passed === false) throw new BusinessError(comparison.findings);
  const decision = computeCompensation(input, policy);
  if (!decision.passed || decision.value === null) throw new BusinessError(decision.findings);
  const components = [...decision.value.components, ...(await grantedByPanel(tx, householdId))];
  const totalFen = sumOf(components);
  const contentHash = hashOfValue({
    householdId,
    determinationId: determination.id,
    input,
    components,
    totalFen,
    planId: plan.entryId,
    reportId: report.id,
    comparison: comparison?.value,
  });
  const ownerShare = ownerShareOf(input, policy);
  const standing = await standingCalculation(tx, householdId);
  await tx.query(`UPDATE household SET stage = 'checking' WHERE id = $1 AND stage = 'negotiating'`, [householdId]);
  if (standing?.contentHash === contentHash) return standing;
  if (standing) {
    await tx.query('UPDATE compensation_calculation SET superseded_at = app_now() WHERE id = $1', [standing.id]);
  }
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components, total_fen,
       content_hash, plan_id, report_id, owner_share_fen, owner_share_basis)
     VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      householdId,
      determination.id,
      policy.version,
      JSON.stringify(toJson(input)),
      JSON.stringify(toJson(components)),
      totalFen,
      contentHash,
      plan.entryId,
      report.id,
      ownerShare?.fen ?? null,
      ownerShare?.basis ?? null,
    ],
  );
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'compensation-computed',
    actorId: SYSTEM_ACTOR,
    clauses: ['SD18'],
    payload: {
      calculationId: id,
      contentHash,
      totalFen,
      policyVersion: policy.version,
      planId: plan.entryId,
      reportId: report.id,
    },
  });
  if (comparison !== null && comparison.value !== null) await storeComparison(tx, id, comparison.value);
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

/** Area and use as determined, and the business in it, where nobody lives there. */
export type DeterminedHouse = Pick<AreaDetermination, 'areaHundredths' | 'use'> & {
  readonly business: NonResidentialFacts;
};

/** What of a household does not depend on which plan compensates it. */
export function factsOf(
  household: Household,
  plan: PlanFigures,
  { areaHundredths, use, business }: DeterminedHouse,
  policy: Policy,
): HouseholdFacts {
  const { tenure, livingAreaHundredths, hardshipPersons } = household;
  const converted =
    tenure === 'public-tenancy' &&
    livingAreaHundredths !== null &&
    buildingAreaOfLivingArea(livingAreaHundredths, policy) === areaHundredths;
  const dwelling = use === 'residential';
  return {
    tenure,
    areaHundredths,
    livingAreaHundredths: converted ? livingAreaHundredths : null,
    hardship: dwelling ? hardshipOf(hardshipPersons, conversionPriceOf(plan)) : null,
    nonResidential: dwelling ? null : business,
  };
}

const conversionPriceOf = ({ figures }: PlanFigures): bigint | null =>
  figures.scheme === 'state' ? figures.conversionPriceFen : null;

/** What of a household a plan is applied to, at the price per m² of its report. */
export async function planHouseholdOf(
  tx: Transaction,
  { id, nonSelfContained }: Household,
  unitPriceFen: bigint,
): Promise<PlanHousehold> {
  const { newHomestead, use } = await mustFind(tx, AreaDetermination, { householdId: id, status: 'frozen' });
  const dwelling = use === 'residential';
  return { unitPriceFen, nonSelfContained, newHomestead, dwelling, counts: await countedItems(tx, id) };
}

/** A claim to the hardship floor is never dropped: without the published price the computation is refused. */
function hardshipOf(persons: number, conversionPriceFen: bigint | null): CompensationInput['hardship'] {
  if (persons === 0) return null;
  if (conversionPriceFen === null) {
    const message = '本户申请居住困难保障，但方案没有折算单价，请先在方案中补上折算单价再计算';
    throw refusal('COMPENSATION_INPUT_INVALID', message, '市政府令第71号第31条', 'conversionPrice');
  }
  return { persons, conversionPriceFen };
}
