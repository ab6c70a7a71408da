import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';

export interface OutcomeFacts {
  readonly mode: Mode;
  /** Is the signing period over? */
  readonly over: boolean;
  readonly extensionsUsed: number;
  /** Days of the extension as entered; null where none was. */
  readonly extensionDays: number | null;
  /** A formal track is prepared and its plan adopted. */
  readonly formalPrepared: boolean;
  /** Households without a sealed agreement. */
  readonly unsigned: number;
}

/**
 * 签约期满后续: what a person may decide at the end of a negotiated period. It may be extended as often as the
 * policy says, with a length; ended; or turned into an expropriation that has been prepared. What a formal procedure comes to follows from its rule.
 */
export function mayDecideOutcome(verdict: string, facts: OutcomeFacts, policy: Policy): Decision<null> {
  const { negotiatedExtensions, periodDays } = policy.signing;
  const findings: Finding[] = [];
  if (facts.mode !== 'negotiated') {
    const message = '征收的签约结果由规定确定，不由街镇决定';
    findings.push({ code: 'MODE_NOT_APPLICABLE', message, basis: '市政府令第71号第21条' });
  }
  if (!facts.over) {
    findings.push({ code: 'SIGNING_RUNNING', message: '签约期未满，请等期满后再决定', basis: periodDays.basis });
  }
  if (verdict === 'extended' && facts.extensionsUsed >= negotiatedExtensions.value) {
    const message = `签约期最多延长${String(negotiatedExtensions.value)}次，已经用完，请选择其他结论`;
    findings.push({ code: 'ALREADY_DONE', message, basis: `R-12、${negotiatedExtensions.basis}`, field: 'verdict' });
  } else if (verdict === 'extended' && facts.extensionDays === null) {
    const message = '延长签约期须填写延长的天数，请先填写';
    findings.push({ code: 'FIELD_MISSING', message, basis: 'R-12', field: 'extensionDays' });
  }
  if (verdict === 'conversion-proposed' && !facts.formalPrepared) {
    const message = '征收尚未准备或其方案尚未通过，不能建议转为征收';
    findings.push({ code: 'CONVERSION_POINT_OPEN', message, basis: 'R-13、R-14', field: 'verdict' });
  } else if (verdict === 'conversion-proposed' && facts.unsigned === 0) {
    const message = '所有户均已签约，不需转为征收';
    findings.push({ code: 'ALREADY_DONE', message, basis: 'R-14', field: 'verdict' });
  }
  return decide(null, findings, policy.version);
}
