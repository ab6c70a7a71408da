import type { Policy } from '../policy/policies.js';

export const riskStratumLabels = { low: '低风险', middle: '中风险', high: '高风险' } as const;
export type RiskStratum = keyof typeof riskStratumLabels;

/** What makes a household's case worth a second look. */
export interface CaseRisk {
  readonly totalFen: bigint;
  /** How often its file bag was returned. */
  readonly returns: number;
  readonly publicReview: boolean;
  readonly hardship: boolean;
  /** The household or an officer has complained. */
  readonly complaint: boolean;
}

/** 风险分层 for the random sample: large sums, repeated returns and complaints are high; anything special is middle. */
export function riskStratumOf(risk: CaseRisk, policy: Policy): RiskStratum {
  const large = risk.totalFen >= policy.appraisal.referralHouseholdFen.value;
  if (large || risk.complaint || risk.returns >= policy.review.escalateAtReturn.value) return 'high';
  return risk.returns > 0 || risk.publicReview || risk.hardship ? 'middle' : 'low';
}
