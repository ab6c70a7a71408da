import type { Finding } from '../decision.js';
import { componentLabels } from '../compensation/component.js';
import { formatPercent } from '../units.js';
import type { Policy } from '../policy/policies.js';
import type { PlanFigures } from './plan-figures.js';
import { standardsOf } from './plan-figures.js';

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
