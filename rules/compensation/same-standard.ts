import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatYuan } from '../units.js';
import { componentLabels } from './component.js';
import type { Compensation, CompensationComponent, ComponentName } from './component.js';
import { computeCompensation } from './compute-compensation.js';
import type { CompensationInput, PlanItem } from './input.js';
import { ownerShareOf } from './landlord.js';

/** The figures by which one procedure compensates: policy, prices and coefficient, items of its plan. */
export interface RuleBook {
  readonly policy: Policy;
  readonly figures: CompensationInput['figures'];
  readonly items: readonly PlanItem[];
}

/** What is the same whichever procedure compensates. */
export type HouseholdFacts = Pick<
  CompensationInput,
  'tenure' | 'areaHundredths' | 'livingAreaHundredths' | 'hardship' | 'nonResidential'
>;

export interface ApprovedReason {
  readonly component: ComponentName;
  readonly reason: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
}

export interface StandardDifference {
  readonly component: ComponentName;
  readonly negotiatedFen: bigint;
  readonly formalFen: bigint;
  /** The reason another person has approved; null where there is none. */
  readonly reason: string | null;
}

export interface SameStandard {
  readonly negotiatedFen: bigint;
  readonly formalFen: bigint;
  readonly differences: readonly StandardDifference[];
}

/**
 * 前后标准一致: computes one household under the rule book of the negotiated procedure and under that of the
 * expropriation it may become. Every component must be equal to the fen; a difference needs a reason that another
 * person has approved. Differences that cancel each other out in the total are differences too. What the owner of a house
 * that is let gets beside its tenant is compared with it.
 */
export function compareStandards(
  facts: HouseholdFacts,
  negotiated: RuleBook,
  formal: RuleBook,
  reasons: readonly ApprovedReason[],
): Decision<SameStandard | null> {
  const before = computeUnder(facts, 'negotiated', negotiated);
  const after = computeUnder(facts, formal.figures.scheme, formal);
  const refused = [...before.findings, ...after.findings];
  if (before.value === null || after.value === null) return decide(null, refused, formal.policy.version);
  const differences = differencesOf(
    [...before.value.components, ...ownerPart(facts, negotiated)],
    [...after.value.components, ...ownerPart(facts, formal)],
    reasons,
  );
  const findings = differences.filter(({ reason }) => reason === null).map(unexplained);
  const value = { negotiatedFen: before.value.totalFen, formalFen: after.value.totalFen, differences };
  return decide(value, findings, formal.policy.version);
}

const computeUnder = (
  facts: HouseholdFacts,
  mode: CompensationInput['mode'],
  { policy, figures, items }: RuleBook,
): Decision<Compensation | null> => computeCompensation({ ...facts, mode, figures, items }, policy);

function ownerPart(facts: HouseholdFacts, { policy, figures }: RuleBook): CompensationComponent[] {
  const share = ownerShareOf({ ...facts, figures }, policy);
  return share === null ? [] : [share];
}

type Components = readonly CompensationComponent[];

function differencesOf(
  before: Components,
  after: Components,
  reasons: readonly ApprovedReason[],
): StandardDifference[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names]
    .map((component) => ({
      component,
      negotiatedFen: amountOf(before, component),
      formalFen: amountOf(after, component),
      reason: reasons.find((each) => each.component === component && isApproved(each))?.reason ?? null,
    }))
    .filter(({ negotiatedFen, formalFen }) => negotiatedFen !== formalFen);
}

const amountOf = (components: Components, wanted: ComponentName): bigint =>
  components.find(({ name }) => name === wanted)?.fen ?? 0n;

const isApproved = ({ reason, proposedBy, approvedBy }: ApprovedReason): boolean =>
  reason.trim() !== '' && approvedBy !== '' && approvedBy !== proposedBy;

function unexplained({ component, negotiatedFen, formalFen }: StandardDifference): Finding {
  const amounts = `协议置换${formatYuan(negotiatedFen)}元，征收${formatYuan(formalFen)}元`;
  const message = `${componentLabels[component]}前后不一致：${amounts}，请统一标准或报批理由`;
  return { code: 'STANDARD_DIFFERS', message, basis: 'R-26', field: component };
}
