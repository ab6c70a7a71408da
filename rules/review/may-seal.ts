import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { separationFindings } from '../staff/separation.js';
import { hasOpenReturn, passedGates, REVIEW_GATES } from './gates.js';
import type { FileBagState } from './gates.js';

export interface SealRequest extends FileBagState {
  readonly keeperId: string;
  /** Hash of the content the seal keeper has before him. */
  readonly seenHash: string;
}

/**
 * 用印: the seal is put only when all gates are green for exactly this content, nothing returned is open, and the
 * keeper is different from everyone who handled, reviewed or approved the case (R-41, SD2).
 */
export function maySeal(request: SealRequest, policy: Policy): Decision<null> {
  const findings: Finding[] = [];
  if (request.seenHash !== request.contentHash) {
    findings.push({ code: 'CONTENT_CHANGED', message: '协议内容已变更，请按新内容重新审核后再用印', basis: 'R-41' });
  }
  const missing = REVIEW_GATES.length - passedGates(request).length;
  if (missing > 0) {
    const message = `还有${missing.toString()}道审核未通过，请等全部通过后再用印`;
    findings.push({ code: 'REVIEW_INCOMPLETE', message, basis: 'R-41' });
  }
  if (hasOpenReturn(request.caseActs)) {
    findings.push({ code: 'RETURN_OPEN', message: '退回的问题尚未整改复核，不得用印', basis: 'R-41' });
  }
  findings.push(...separationFindings('seal-agreement', request.keeperId, request.caseActs));
  return decide(null, findings, policy.version);
}
