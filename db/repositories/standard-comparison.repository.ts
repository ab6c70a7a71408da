import { compareStandards } from '../../rules/compensation/same-standard.js';
import type { ApprovedReason, HouseholdFacts, SameStandard } from '../../rules/compensation/same-standard.js';
import { decide } from '../../rules/decision.js';
import type { Decision } from '../../rules/decision.js';
import { ruleBookOf } from '../../rules/plan/rule-book.js';
import type { PlanHousehold } from '../../rules/plan/rule-book.js';
import type { Policy } from '../../rules/policy/policies.js';
import { toJson } from '../content-hash.js';
import type { Transaction } from '../transaction.js';
import type { AdoptedPlan } from './plan-figures.repository.js';

/** One household under both plans of its project. */
export interface StandardComparison extends SameStandard {
  readonly negotiatedPlan: string;
  readonly formalPlan: string;
}

/**
 * Computes a household under both plans of its project; null while there is only one. A component that differs
 * without a reason that the body which adopted the plan has approved is a finding.
 */
export function compareUnderBothPlans(
  facts: HouseholdFacts,
  household: PlanHousehold,
  plans: readonly AdoptedPlan[],
  policy: Policy,
): Decision<StandardComparison | null> | null {
  const negotiated = plans.find(({ mode }) => mode === 'negotiated');
  const formal = plans.find(({ mode }) => mode !== 'negotiated');
  if (negotiated === undefined || formal === undefined) return null;
  const { value, findings } = compareStandards(
    facts,
    ruleBookOf(negotiated, household, policy),
    ruleBookOf(formal, household, policy),
    [...approvedReasons(negotiated), ...approvedReasons(formal)],
  );
  const plansCompared = { negotiatedPlan: negotiated.entryId, formalPlan: formal.entryId };
  return decide(value && { ...value, ...plansCompared }, findings, policy.version);
}

const approvedReasons = ({ reasons, draftedBy, adoptedBy }: AdoptedPlan): ApprovedReason[] =>
  reasons.map(({ component, reason }) => ({ component, reason, proposedBy: draftedBy, approvedBy: adoptedBy }));

export async function storeComparison(
  tx: Transaction,
  calculationId: string,
  { negotiatedPlan, formalPlan, negotiatedFen, formalFen, differences }: StandardComparison,
): Promise<void> {
  await tx.query(
    `INSERT INTO standard_comparison (calculation_id, negotiated_plan, formal_plan, negotiated_fen, formal_fen,
       differences) VALUES ($1, $2, $3, $4, $5, $6::jsonb)`,
    [calculationId, negotiatedPlan, formalPlan, negotiatedFen, formalFen, JSON.stringify(toJson(differences))],
  );
}
