import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

export interface Assessment {
  readonly on: IsoDate;
  readonly byId: string;
  readonly passed: boolean;
}

/** Somebody proposed for a post at a firm, own staff or from outside alike. */
export interface HiringProposal {
  readonly proposedById: string;
  /** Professional ethics: comes before everything else; null while it has not been assessed. */
  readonly ethics: Assessment | null;
  readonly professional: Assessment | null;
  /** Register of punishments and bans was asked. */
  readonly recordChecked: boolean;
  /** Ties to households, agencies and builders were declared, even if there are none. */
  readonly tiesDeclared: boolean;
}

/**
 * 招录关: ethics are assessed first and above all; who fails there is not looked at further. The assessments are
 * made by others than the one who proposes, and ties are declared before the first case (SD15).
 */
export function mayHire(proposal: HiringProposal, policy: Policy): Decision<null> {
  const { ethics, professional, proposedById } = proposal;
  const findings: Finding[] = [
    ...assessmentFindings(ethics, 'ethics', '职业道德', proposedById),
    ...assessmentFindings(professional, 'professional', '业务能力', proposedById),
  ];
  if (professional !== null && (ethics === null || professional.on < ethics.on)) {
    const message = '须先评估职业道德，再评估业务能力，请重新评估';
    findings.push({ code: 'STEP_OUT_OF_ORDER', message, basis: 'R-62', field: 'professional' });
  }
  if (!proposal.recordChecked) {
    findings.push({
      code: 'NOT_VERIFIED',
      message: '尚未查询惩戒与禁入记录，请先查询',
      basis: 'R-62',
      field: 'recordChecked',
    });
  }
  if (!proposal.tiesDeclared) {
    findings.push({
      code: 'NOT_VERIFIED',
      message: '尚未申报利害关系，请先申报',
      basis: 'SD15',
      field: 'tiesDeclared',
    });
  }
  return decide(null, findings, policy.version);
}

function assessmentFindings(
  assessment: Assessment | null,
  field: string,
  label: string,
  proposedById: string,
): Finding[] {
  const of = (code: Finding['code'], message: string): Finding => ({ code, message, basis: 'R-62', field });
  if (assessment === null) return [of('NOT_VERIFIED', `尚未评估${label}，请先评估`)];
  return [
    ...(assessment.passed ? [] : [of('NOT_QUALIFIED', `${label}评估未通过，不得录用`)]),
    ...(assessment.byId === proposedById ? [of('DUTY_NOT_SEPARATED', `${label}不得由推荐人评估，请由他人评估`)] : []),
  ];
}
