import { componentLabels } from '../compensation/component.js';
import type { ComponentName } from '../compensation/component.js';
import {
  mustBeCoefficient,
  mustBePositive,
  mustBeUnitSize,
  planAmountMissing,
  repeatedItem,
} from '../compensation/limits.js';
import { countedIn, needsPlanAmount } from '../compensation/plan-items.js';
import type { PlanItemName } from '../compensation/plan-items.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { checkEffectiveRate } from '../signing/effectiveness.js';
import { formatCoefficient, formatSqm, formatYuan } from '../units.js';
import type { Mode } from '../vocabulary/cases.js';

/** What a plan says on state-owned land; prices in fen per m² (RULES part 4). */
export interface StatePlanFigures {
  readonly scheme: 'state';
  readonly averagePriceFen: bigint;
  readonly subsidyCoefficientBp: number;
  /** Per certificate of a dwelling that is not self-contained; null: there is none in the scope. */
  readonly unitSizeSubsidyHundredths: bigint | null;
  /** Price that areas of hardship are counted in; null: the plan grants no hardship floor. */
  readonly conversionPriceFen: bigint | null;
}

/** What a plan says on collective land; prices in fen per m². */
export interface CollectivePlanFigures {
  readonly scheme: 'collective';
  readonly landBasePriceFen: bigint;
  readonly priceSubsidyFen: bigint;
}

/** An amount that the plan grants to every household alike, or to whoever proves what it is counted in. */
export interface PlanGrant {
  readonly item: PlanItemName;
  /** Per m², certificate, month or piece, as the item is measured; null: the policy's own amount. */
  readonly amountFen: bigint | null;
  readonly clause: string;
}

/** Why a standard differs from that of the project's other track; whoever adopts the plan approves it. */
export interface DifferenceReason {
  readonly component: ComponentName;
  readonly reason: string;
}

/** Everything of a plan that money is computed from. */
export interface PlanFigures {
  readonly figures: StatePlanFigures | CollectivePlanFigures;
  readonly grants: readonly PlanGrant[];
  readonly signingPeriodDays: number;
  readonly effectiveRateBp: number;
  readonly reasons: readonly DifferenceReason[];
}

/** Granted to all alike; what is counted in months or pieces is granted to those who have some. */
export const isGrantedToAll = ({ item }: PlanGrant): boolean => countedIn(item) === undefined;

/** May a plan of this mode say so? Every limit of the law and of the policy, one finding per figure. */
export function checkPlanFigures(mode: Mode, plan: PlanFigures, policy: Policy): Decision<null> {
  const { figures, grants, effectiveRateBp, signingPeriodDays } = plan;
  const findings: Finding[] = [
    ...schemeFindings(mode, figures.scheme, policy),
    ...(figures.scheme === 'state' ? stateFindings(figures, policy) : collectiveFindings(figures)),
    ...grants.flatMap((grant, index) => grantFindings(grant, index, grants)),
    ...checkEffectiveRate(mode, effectiveRateBp, policy).findings,
  ];
  if (!Number.isInteger(signingPeriodDays) || signingPeriodDays < 1 || signingPeriodDays > 3650) {
    const message = '签约期限须是 1 到 3650 天的整数，请改正';
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message, basis: '项目补偿方案', field: 'signingPeriodDays' });
  }
  return decide(null, findings, policy.version);
}

function schemeFindings(mode: Mode, scheme: 'state' | 'collective', policy: Policy): Finding[] {
  const expected = mode === 'negotiated' ? policy.compensation.negotiatedFollows.value : mode;
  const free = mode === 'negotiated';
  if (free || scheme === expected) return [];
  const message = '方案口径与征收方式不符，国有土地按国有口径，集体土地按集体口径';
  return [{ code: 'MODE_NOT_FITTING', message, basis: 'R-11', field: 'scheme' }];
}

function stateFindings(figures: StatePlanFigures, policy: Policy): Finding[] {
  const { unitSizeSubsidyHundredths: unitSize, conversionPriceFen: conversion } = figures;
  return [
    ...mustBePositive(figures.averagePriceFen, 'averagePrice', '评估均价'),
    ...mustBeCoefficient(figures.subsidyCoefficientBp, 'subsidyCoefficient', policy),
    ...(unitSize === null ? [] : mustBeUnitSize(unitSize, 'unitSizeSubsidy', policy)),
    ...(conversion === null ? [] : mustBePositive(conversion, 'conversionPrice', '折算单价')),
  ];
}

const collectiveFindings = ({ landBasePriceFen, priceSubsidyFen }: CollectivePlanFigures): Finding[] => [
  ...mustBePositive(landBasePriceFen, 'landBasePrice', '土地使用权基价'),
  ...mustBePositive(priceSubsidyFen, 'priceSubsidy', '价格补贴'),
];

function grantFindings({ item, amountFen, clause }: PlanGrant, index: number, all: readonly PlanGrant[]): Finding[] {
  const at = `grants[${String(index)}]`;
  const findings: Finding[] = [];
  if (all.findIndex((other) => other.item === item) < index) findings.push(repeatedItem(`${at}.item`));
  if (amountFen === null && needsPlanAmount(item)) findings.push(planAmountMissing(`${at}.amount`));
  if (amountFen !== null) findings.push(...mustBePositive(amountFen, `${at}.amount`, componentLabels[item]));
  if (clause.trim() === '') {
    const message = '请写明该项所依据的方案条款，例如 方案第十二条';
    findings.push({ code: 'FIELD_MISSING', message, basis: 'SD18', field: `${at}.clause` });
  }
  return findings;
}

/** A standard of two plans that is not the same. */
export interface PlanDifference {
  readonly component: ComponentName;
  readonly earlier: string;
  readonly later: string;
  /** The reason the later plan gives; null where it gives none. */
  readonly reason: string | null;
}

/**
 * 前后标准一致: what the later plan of a project sets otherwise than the earlier one, whichever track each is of.
 * A difference without a reason is a finding.
 */
export function comparePlans(earlier: PlanFigures, later: PlanFigures, policy: Policy): Decision<PlanDifference[]> {
  const [before, after] = [standardsOf(earlier, policy), standardsOf(later, policy)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differences = names
    .map((component) => ({
      component,
      earlier: before.get(component) ?? '无',
      later: after.get(component) ?? '无',
      reason: later.reasons.find((each) => each.component === component && each.reason.trim() !== '')?.reason ?? null,
    }))
    .filter((each) => each.earlier !== each.later);
  const findings = differences
    .filter(({ reason }) => reason === null)
    .map(({ component, earlier: one, later: other }): Finding => {
      const message = `${componentLabels[component]}与另一轨方案不一致：${one}，${other}。请统一标准或写明理由`;
      return { code: 'STANDARD_DIFFERS', message, basis: 'R-26', field: component };
    });
  return decide(differences, findings, policy.version);
}

/** Every standard in words, by the component of the compensation that it makes. */
export function standardsOf({ figures, grants }: PlanFigures, policy: Policy): Map<ComponentName, string> {
  const standards = new Map<ComponentName, string>();
  if (figures.scheme === 'state') {
    const { averagePriceFen, subsidyCoefficientBp, unitSizeSubsidyHundredths, conversionPriceFen } = figures;
    standards.set('house-value', `国有口径，均价${formatYuan(averagePriceFen)}元/㎡`);
    standards.set('price-subsidy', `系数${formatCoefficient(subsidyCoefficientBp)}`);
    if (unitSizeSubsidyHundredths !== null) {
      standards.set('unit-size-subsidy', `每证${formatSqm(unitSizeSubsidyHundredths)}㎡`);
    }
    if (conversionPriceFen !== null) standards.set('hardship-top-up', `折算单价${formatYuan(conversionPriceFen)}元/㎡`);
  } else {
    const { landBasePriceFen, priceSubsidyFen } = figures;
    const prices = `基价${formatYuan(landBasePriceFen)}元/㎡，价格补贴${formatYuan(priceSubsidyFen)}元/㎡`;
    standards.set('house-value', `集体口径，${prices}`);
  }
  for (const { item, amountFen } of grants) {
    standards.set(item, amountFen === null ? `按政策（${policy.version}）` : `${formatYuan(amountFen)}元`);
  }
  return standards;
}
