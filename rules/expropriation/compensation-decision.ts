import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';

/** Papers of a report for a compensation decision (沪府发〔2012〕73号 art 2). */
export const decisionPaperLabels = {
  report: '补偿决定报告',
  rights: '权利或租赁关系调查材料',
  appraisal: '评估报告与鉴定材料',
  proposal: '具体补偿方案',
  'exchange-house': '产权调换房屋证明',
  negotiation: '有当事人或见证人签字的协商记录',
} as const;
export type DecisionPaper = keyof typeof decisionPaperLabels;

/** In the place of negotiation when nobody knows whose house it is. */
export const unclearOwnerPaperLabels = { inspection: '查勘记录', notary: '公证材料' } as const;
export type UnclearOwnerPaper = keyof typeof unclearOwnerPaperLabels;

export interface UnsignedCase {
  readonly mode: Mode;
  readonly signed: boolean;
  readonly signingPeriodOver: boolean;
  readonly ownerUnclear: boolean;
  readonly papers: readonly (DecisionPaper | UnclearOwnerPaper)[];
  /** The report was told to the household, and it was heard; both recorded. */
  readonly reportToldToHousehold: boolean;
  readonly heard: boolean;
  readonly mediationHeld: boolean;
}

/**
 * 补偿决定: only in a formal expropriation, when no agreement came about in the signing period or the owner is unclear;
 * with every paper, the household told and heard, and a mediation held (征收与补偿条例 art 26, 沪府发〔2012〕73号).
 */
export function mayDecideCompensation(unsigned: UnsignedCase, policy: Policy): Decision<null> {
  const { mode, signed, signingPeriodOver, ownerUnclear, papers } = unsigned;
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, basis = '征收与补偿条例第26条') =>
    findings.push({ code, message, basis });
  if (mode === 'negotiated') refuse('MODE_NOT_APPLICABLE', '协议置换没有补偿决定，请继续协商', 'R-12');
  if (signed) refuse('ALREADY_DONE', '该户已签订协议，不作补偿决定');
  if (!signingPeriodOver && !ownerUnclear) refuse('SIGNING_RUNNING', '签约期未满，请继续协商');
  const labels: Readonly<Record<string, string>> = ownerUnclear
    ? { ...decisionPaperLabels, ...unclearOwnerPaperLabels }
    : decisionPaperLabels;
  for (const [paper, label] of Object.entries(labels)) {
    if (ownerUnclear && paper === 'negotiation') continue;
    if (!papers.some((each) => each === paper))
      refuse('PAPER_MISSING', `缺少${label}，请补齐`, '沪府发〔2012〕73号第2条');
  }
  if (!ownerUnclear) {
    if (!unsigned.reportToldToHousehold)
      refuse('NOT_HEARD', '报告内容尚未告知当事人，请及时告知', '沪府发〔2012〕73号第2条');
    if (!unsigned.heard) refuse('NOT_HEARD', '尚未听取当事人意见，请先听取并记录', '沪府发〔2012〕73号第3条');
    if (!unsigned.mediationHeld) refuse('NOT_HEARD', '尚未组织调解，请先组织', '沪府发〔2012〕73号第3条');
  }
  return decide(null, findings, policy.version);
}
