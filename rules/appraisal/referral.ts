import type { Policy } from '../policy/policies.js';

export interface ReferralFigures {
  /** Compensation of the household by its report, in fen. */
  readonly householdFen: bigint;
  /** Appraised value of the whole project, in fen. */
  readonly projectFen: bigint;
  /** Named as a major project by the town. */
  readonly majorProject: boolean;
}

export type ReferralReason = 'household-amount' | 'project-amount' | 'major-project';

/**
 * 移送专家委员会鉴定: why the town refers a result on its own motion; empty where it need not. Reaching a sum is
 * enough. An extra check beside the household's own rights.
 */
export function referralReasons(
  { householdFen, projectFen, majorProject }: ReferralFigures,
  policy: Policy,
): ReferralReason[] {
  const { referralHouseholdFen, referralProjectFen } = policy.appraisal;
  return [
    ...(householdFen >= referralHouseholdFen.value ? (['household-amount'] as const) : []),
    ...(projectFen >= referralProjectFen.value ? (['project-amount'] as const) : []),
    ...(majorProject ? (['major-project'] as const) : []),
  ];
}
