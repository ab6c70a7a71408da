import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatYuan } from '../units.js';
import type { Mode } from '../vocabulary/cases.js';

/** What must be in place before an expropriation is decided, or the land is applied for. */
export interface DecisionFacts {
  readonly mode: Mode;
  readonly publicInterest: boolean;
  /** Agrees with the plans for economy, land use, town planning and the annual plan. */
  readonly conformsToPlans: boolean;
  readonly planAdopted: boolean;
  /** Buildings without registration have been investigated, classed and dealt with. */
  readonly unregisteredClassed: boolean;
  readonly riskAssessed: boolean;
  /** By the district government, on state-owned land. */
  readonly riskReviewed: boolean;
  readonly budgetFen: bigint;
  /** What the special account of the project holds. */
  readonly fundsFen: bigint;
  readonly housingReady: boolean;
  readonly households: number;
  readonly executiveMeetingHeld: boolean;
}

/** 政府常务会议: many households are decided by the meeting (征收与补偿条例 art 12); the figure itself is many. */
export function executiveMeetingNeeded(households: number, policy: Policy): boolean {
  return households >= policy.decision.meetingHouseholds.value;
}

/**
 * 征收决定前置条件: every point that is still open, each with its clause. Money must be there in full before the
 * decision; nothing is decided on credit.
 */
export function mayDecideExpropriation(facts: DecisionFacts, policy: Policy): Decision<null> {
  if (facts.mode === 'negotiated') {
    const message = '协议置换没有征收决定，请先办理协议转征收';
    return decide(null, [{ code: 'MODE_NOT_APPLICABLE', message, basis: 'R-11、R-14', field: 'mode' }], policy.version);
  }
  const state = facts.mode === 'state';
  const points: readonly (readonly [string, boolean, string, string])[] = [
    [
      'publicInterest',
      facts.publicInterest,
      '尚未确认公共利益事由，请补充',
      state ? '征收与补偿条例第8条' : '土地管理法第45条',
    ],
    [
      'conformsToPlans',
      facts.conformsToPlans,
      '尚未核对是否符合各项规划，请核对',
      state ? '征收与补偿条例第9条' : '土地管理法第45条',
    ],
    [
      'planAdopted',
      facts.planAdopted,
      '补偿方案尚未征求意见并确定，请先办理',
      state ? '征收与补偿条例第10条' : '土地管理法第47条',
    ],
    ['unregisteredClassed', facts.unregisteredClassed, '未登记建筑尚未调查认定，请先办理', '征收与补偿条例第24条'],
    [
      'riskAssessed',
      facts.riskAssessed,
      '尚未作社会稳定风险评估，请先评估',
      state ? '征收与补偿条例第12条' : '土地管理法实施条例第26条',
    ],
    ['riskReviewed', facts.riskReviewed || !state, '风险评估尚未经区人民政府审核，请先报审', '市政府令第71号第18条'],
    [
      'housingReady',
      facts.housingReady,
      '安置房源尚未落实，请先落实',
      state ? '征收与补偿条例第21条' : '土地管理法第48条',
    ],
  ];
  const findings: Finding[] = points
    .filter(([, done]) => !done)
    .map(([field, , message, basis]) => ({ code: 'DECISION_POINT_OPEN', message, basis, field }));
  return decide(null, [...findings, ...fundFindings(facts), ...meetingFindings(facts, policy)], policy.version);
}

function fundFindings({ mode, budgetFen, fundsFen }: DecisionFacts): Finding[] {
  if (budgetFen > 0n && fundsFen >= budgetFen) return [];
  const basis = mode === 'state' ? '征收与补偿条例第12条、R-56' : '土地管理法实施条例第32条、R-56';
  const message =
    budgetFen > 0n
      ? `专户余额比概算少${formatYuan(budgetFen - fundsFen)}元，请足额到位后再决定`
      : '尚未编制征收补偿概算，请先编制';
  return [{ code: 'ACCOUNT_INSUFFICIENT', message, basis, field: 'fundsFen' }];
}

function meetingFindings({ mode, households, executiveMeetingHeld }: DecisionFacts, policy: Policy): Finding[] {
  if (mode !== 'state' || executiveMeetingHeld || !executiveMeetingNeeded(households, policy)) return [];
  const message = `涉及${households}户，须经政府常务会议讨论决定，请先上会`;
  const basis = `征收与补偿条例第12条、${policy.decision.meetingHouseholds.basis}`;
  return [{ code: 'DECISION_POINT_OPEN', message, basis, field: 'executiveMeetingHeld' }];
}
