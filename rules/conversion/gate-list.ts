import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** The eight points that must all be green before a negotiated project becomes an expropriation, each with its clause. */
export const conversionPoints = {
  publicInterest: { label: '公共利益事由与规划符合性', basis: '征收与补偿条例第8条、征收与补偿条例第9条' },
  scopeConfirmed: { label: '征收范围已确认', basis: '市政府令第71号第11条' },
  areaListFinal: { label: '面积调查与认定清单已确定', basis: 'R-24' },
  consultationCompleted: { label: '方案征求意见期限已满', basis: '征收与补偿条例第10条' },
  riskAssessmentApproved: { label: '社会稳定风险评估已通过', basis: '征收与补偿条例第12条' },
  fundsInAccount: { label: '资金已足额到专户', basis: '征收与补偿条例第12条、R-56' },
  sameStandards: { label: '前后补偿标准一致', basis: 'R-26' },
  legalReview: { label: '合法性审查已通过', basis: 'R-67' },
} as const;
export type ConversionPoint = keyof typeof conversionPoints;

export const CONVERSION_POINTS = Object.keys(conversionPoints) as ConversionPoint[];

/** Which paper shows that a point is met; null while it is open. */
export type ConversionEvidence = Readonly<Record<ConversionPoint, string | null>>;

export interface ConversionProposal {
  readonly evidence: ConversionEvidence;
  /** The town and the bureau both propose; the district government decides. */
  readonly proposedByTown: boolean;
  readonly proposedByBureau: boolean;
  readonly unsignedHouseholds: number;
}

/** 转征收条件: passes only when all eight points are shown by a paper; every open one is a finding. */
export function mayConvert(
  proposal: ConversionProposal,
  policy: Policy,
): Decision<{ readonly open: ConversionPoint[] }> {
  const open = CONVERSION_POINTS.filter((point) => (proposal.evidence[point] ?? '').trim() === '');
  const findings: Finding[] = open.map((point) => ({
    code: 'CONVERSION_POINT_OPEN',
    message: `${conversionPoints[point].label}：尚无证明，请补齐后再转征收`,
    basis: `R-14、${conversionPoints[point].basis}`,
    field: point,
  }));
  for (const [field, done, body] of [
    ['proposedByTown', proposal.proposedByTown, '街镇'],
    ['proposedByBureau', proposal.proposedByBureau, '征收部门'],
  ] as const) {
    if (done) continue;
    const message = `须由${body}提出转征收建议，请先提出`;
    findings.push({ code: 'CONVERSION_POINT_OPEN', message, basis: 'R-14', field });
  }
  if (proposal.unsignedHouseholds < 1) {
    const message = '所有户均已签约，不需转为征收';
    findings.push({ code: 'ALREADY_DONE', message, basis: 'R-14', field: 'unsignedHouseholds' });
  }
  return decide({ open }, findings, policy.version);
}
