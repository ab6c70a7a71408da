import { mayConvert } from '../../rules/conversion/gate-list.js';
import type { ConversionEvidence } from '../../rules/conversion/gate-list.js';
import type { Finding } from '../../rules/decision.js';
import { formatYuan } from '../../rules/units.js';
import type { HouseUse } from '../../rules/vocabulary/cases.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import type { Transaction } from '../transaction.js';
import { reportOf } from './appraisal-reports.repository.js';
import { agreedBusinessFacts } from './business-facts.repository.js';
import { factsOf, planHouseholdOf } from './calculations.repository.js';
import { effectsNow, getConversion, wasTold } from './conversion.repository.js';
import type { Conversion } from './conversion.repository.js';
import { wasRefused } from './expropriation-refusal.repository.js';
import { mustFind } from './find.js';
import { adoptedPlansOf } from './plan-figures.repository.js';
import { specialAccountBalance } from './special-accounts.repository.js';
import { policyOfProject } from './policy-book.js';
import { compareUnderBothPlans } from './standard-comparison.repository.js';

/** What the town compiled where the database cannot know it: numbers of papers; money in fen. */
export interface CompiledGates {
  readonly reason: string;
  /** What the unsigned households will cost; must lie in the special account. */
  readonly budgetFen: bigint;
  readonly riskAssessment: string | null;
  readonly legalReview: string | null;
}

export async function storeConversionGates(
  tx: Transaction,
  { entryId, conversionId }: { readonly entryId: string; readonly conversionId: string },
  gates: CompiledGates,
): Promise<void> {
  await tx.query(
    `INSERT INTO conversion_gates (entry_id, conversion_id, reason, budget_fen, risk_assessment, legal_review)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [entryId, conversionId, gates.reason, gates.budgetFen, gates.riskAssessment, gates.legalReview],
  );
}

/** What stands compiled for a conversion. */
export async function compiledGatesOf(tx: Transaction, conversionId: string): Promise<CompiledGates | undefined> {
  return tx.maybeOne<CompiledGates>(
    `SELECT reason, budget_fen AS "budgetFen", risk_assessment AS "riskAssessment", legal_review AS "legalReview"
     FROM conversion_gates fact JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE fact.conversion_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [conversionId],
  );
}

/** Which fact or paper shows each of the eight points; null where none does. What the database knows, it says itself. */
export async function conversionEvidence(tx: Transaction, conversionId: string): Promise<ConversionEvidence> {
  const conversion = await getConversion(tx, conversionId);
  const { projectId, trackId } = conversion;
  const gates = await compiledGatesOf(tx, conversionId);
  const facts = await tx.one<{ ground: boolean; scope: boolean; frozen: boolean }>(
    `SELECT EXISTS (SELECT FROM case_act WHERE case_id = $1 AND act = 'decide-formal-preparation'
         AND verdict = 'approved' AND withdrawn_at IS NULL) AS ground,
       EXISTS (SELECT FROM case_act WHERE case_id = $1 AND act = 'confirm-scope' AND verdict = 'approved'
         AND withdrawn_at IS NULL) AS scope,
       NOT EXISTS (SELECT FROM household WHERE project_id = $1 AND stage <> 'closed'
         AND NOT area_is_frozen(household.id)) AS frozen`,
    [projectId],
  );
  const decided = await wasTold(tx, 'expropriation-decided', trackId);
  const balance = await specialAccountBalance(tx, projectId);
  const funded = gates !== undefined && gates.budgetFen > 0n && balance >= gates.budgetFen;
  return {
    publicInterest: facts.ground ? '区政府已批准启动征收准备' : null,
    scopeConfirmed: facts.scope ? '项目范围已核准' : null,
    areaListFinal: facts.frozen ? '各户面积均已公示并锁定' : null,
    consultationCompleted: (await wasTold(tx, 'plan-adopted', trackId)) ? '征收补偿方案已征求意见并通过' : null,
    riskAssessmentApproved: decided ? '征收决定已作出，风险评估已通过' : (gates?.riskAssessment ?? null),
    fundsInAccount: funded ? `专户余额 ${formatYuan(balance)} 元，不少于概算 ${formatYuan(gates.budgetFen)} 元` : null,
    sameStandards: await sameStandards(tx, conversion),
    legalReview: gates?.legalReview ?? null,
  };
}

/**
 * every household that would go to the formal procedure is computed under the adopted plans of both tracks; what
 * differs carries its approved reason. While one of the plans is missing the point stays open.
 */
async function sameStandards(tx: Transaction, { projectId, mode }: Conversion): Promise<string | null> {
  const policy = await policyOfProject(tx, await mustFind(tx, Project, { id: projectId }));
  const plans = await adoptedPlansOf(tx, projectId);
  const plan = plans.find((each) => each.mode === mode);
  const negotiated = plans.find((each) => each.mode === 'negotiated');
  if (plan === undefined || negotiated === undefined) return null;
  const formal = (await effectsNow(tx, projectId)).filter(({ effect }) => effect === 'formal');
  const areas = await tx.query<{ id: string; areaHundredths: bigint; use: HouseUse }>(
    `SELECT household_id AS id, area_hundredths AS "areaHundredths", use FROM area_determination
     WHERE household_id = ANY($1) AND status = 'frozen'`,
    [formal.map(({ householdId }) => householdId)],
  );
  const areaOf = new Map(areas.map((area) => [area.id, area]));
  for (const { householdId } of formal) {
    const area = areaOf.get(householdId);
    if (area === undefined) return null;
    const household = await mustFind(tx, Household, { id: householdId });
    const business = await agreedBusinessFacts(tx, householdId);
    const facts = factsOf(household, plan, { ...area, business }, policy);
    const { unitPriceFen } = await reportOf(tx, negotiated.trackId, householdId);
    const ofPlan = await planHouseholdOf(tx, household, unitPriceFen);
    if (compareUnderBothPlans(facts, ofPlan, plans, policy)?.passed !== true) return null;
  }
  return `${String(formal.length)}户按两轨方案分别计算，逐项一致或理由已获批准（${policy.version}）`;
}

/** Every point that is still open, and whether both bodies have proposed. */
export async function conversionFindings(
  tx: Transaction,
  conversionId: string,
  proposedByBureau: boolean,
): Promise<readonly Finding[]> {
  const { projectId, trackId } = await getConversion(tx, conversionId);
  const project = await mustFind(tx, Project, { id: projectId });
  const effects = await effectsNow(tx, projectId);
  const proposal = {
    evidence: await conversionEvidence(tx, conversionId),
    proposedByTown: (await compiledGatesOf(tx, conversionId)) !== undefined,
    proposedByBureau,
    unsignedHouseholds: effects.filter(({ effect }) => effect === 'formal').length,
  };
  const refused: Finding[] = (await wasRefused(tx, trackId))
    ? [{ code: 'DECISION_POINT_OPEN', message: '区人民政府已决定不予征收，不能转为征收', basis: 'R-14' }]
    : [];
  return [...refused, ...mayConvert(proposal, await policyOfProject(tx, project)).findings];
}
