import type { Finding } from '../decision.js';
import { componentLabels } from '../compensation/component.js';
import { formatCoefficient, formatPercent, formatYuan } from '../units.js';
import type { Policy } from '../policy/policies.js';
import type { PlanFigures } from './plan-figures.js';
import { standardsOf } from './plan-figures.js';

/** Figures a project was registered with: what households are computed from until a plan is adopted. */
export interface RegisteredFigures {
  readonly averagePriceFen: bigint;
  readonly subsidyCoefficientBp: number;
  readonly unitSizeSubsidyHundredths: bigint;
  readonly conversionPriceFen: bigint | null;
  readonly effectiveRateBp: number;
}

/**
 * 签约期内标准不变: a plan that is adopted while its project signs already says what the households before
 * were computed from, and grants nothing that they did not get.
 */
export function checkWhileSigning(
  { figures, grants, effectiveRateBp }: PlanFigures,
  registered: RegisteredFigures,
): Finding[] {
  const same =
    figures.scheme === 'state' &&
    figures.averagePriceFen === registered.averagePriceFen &&
    figures.subsidyCoefficientBp === registered.subsidyCoefficientBp &&
    figures.unitSizeSubsidyHundredths === registered.unitSizeSubsidyHundredths &&
    figures.conversionPriceFen === registered.conversionPriceFen &&
    effectiveRateBp === registered.effectiveRateBp;
  if (same && grants.length === 0) return [];
  const { averagePriceFen, subsidyCoefficientBp } = registered;
  const registeredWords = `均价${formatYuan(averagePriceFen)}元、系数${formatCoefficient(subsidyCoefficientBp)}、生效比例${formatPercent(registered.effectiveRateBp)}`;
  const message = `本项目已开始签约，方案标准须与签约所用的一致（${registeredWords}），也不能另加奖励`;
  return [{ code: 'SIGNING_RUNNING', message, basis: 'R-26、R-29', field: 'grants' }];
}

/** After a consultation the next draft says what was changed and why (征收与补偿条例 art 11). */
export function checkChanges(publishedBefore: boolean, changes: string | null): Finding[] {
  if (!publishedBefore || changes !== null) return [];
  const message = '方案已征求过意见，请写明修改了什么、为什么；未修改的写明未修改及理由';
  return [{ code: 'FIELD_MISSING', message, basis: '征收与补偿条例第11条', field: 'changes' }];
}

/** A standard of a plan as people read it. */
export interface StandardRow {
  readonly label: string;
  readonly words: string;
  /** The clause of the plan that grants it; of the formula itself there is none. */
  readonly clause: string;
}

export function standardRows(plan: PlanFigures, policy: Policy): StandardRow[] {
  const clauses = new Map<string, string>(plan.grants.map(({ item, clause }) => [item, clause]));
  const standards = [...standardsOf(plan, policy)].map(([name, words]) => ({
    label: componentLabels[name],
    words,
    clause: clauses.get(name) ?? '',
  }));
  return [
    ...standards,
    { label: '签约期限', words: `${plan.signingPeriodDays.toString()}日`, clause: '' },
    { label: '生效签约比例', words: formatPercent(plan.effectiveRateBp), clause: '' },
  ];
}
