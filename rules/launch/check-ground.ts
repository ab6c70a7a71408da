import type { Finding } from '../decision.js';
import type { StateGround } from './grounds.js';

const NON_CONFORMING = '不符合该规划的不得征收，请先调整规划或改用协议置换';

export interface StateGroundGiven {
  readonly ground: StateGround;
  /** Conformity with the four kinds of plans of 征收与补偿条例第9条. */
  readonly economicPlan: boolean;
  readonly landUsePlan: boolean;
  readonly urbanPlan: boolean;
  readonly specialPlan: boolean;
  /** Listed in the year's plan of the district: for affordable housing and the renewal of old areas. */
  readonly annualPlan: boolean;
}

const IN_ANNUAL_PLAN: readonly StateGround[] = ['affordable-housing', 'old-area-renewal'];

/** 公共利益与规划符合性 (征收与补偿条例第8条、第9条): what stands against preparing an expropriation on state-owned land. */
export function checkStateGround(given: StateGroundGiven): Finding[] {
  const plans = [
    ['economicPlan', '国民经济和社会发展规划'],
    ['landUsePlan', '土地利用总体规划'],
    ['urbanPlan', '城乡规划'],
    ['specialPlan', '专项规划'],
  ] as const;
  const findings: Finding[] = plans
    .filter(([field]) => !given[field])
    .map(([field, label]) => ({
      code: 'PLAN_NOT_CONFORMING',
      message: `${label}：${NON_CONFORMING}`,
      basis: '征收与补偿条例第9条',
      field,
    }));
  if (IN_ANNUAL_PLAN.includes(given.ground) && !given.annualPlan) {
    const message = '保障性安居工程和旧城区改建须纳入年度计划，请先列入年度计划';
    findings.push({ code: 'PLAN_NOT_CONFORMING', message, basis: '征收与补偿条例第9条', field: 'annualPlan' });
  }
  return findings;
}

/** 规划符合性 (土地管理法第45条) on collective land. */
export function checkCollectiveGround(given: {
  readonly landUsePlan: boolean;
  readonly urbanPlan: boolean;
}): Finding[] {
  const plans = [
    ['landUsePlan', '国土空间（土地利用总体）规划'],
    ['urbanPlan', '城乡规划'],
  ] as const;
  return plans
    .filter(([field]) => !given[field])
    .map(([field, label]) => ({
      code: 'PLAN_NOT_CONFORMING',
      message: `${label}：${NON_CONFORMING}`,
      basis: '土地管理法第45条',
      field,
    }));
}
