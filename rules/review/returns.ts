import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { CaseAct } from '../staff/case-act.js';
import { isReviewGate } from './gates.js';

/** How often the file bag has been returned, whatever became of it. */
export function countReturns(caseActs: readonly CaseAct[]): number {
  return caseActs.filter((done) => isReviewGate(done.act) && done.verdict === 'returned').length;
}

/** Not passed from the third return on: the case goes up to the supervision department. */
export function assessReturns(caseActs: readonly CaseAct[], policy: Policy): Decision<{ returns: number }> {
  const returns = countReturns(caseActs);
  const { value: limit, basis } = policy.review.escalateAtReturn;
  const message = `件袋已被退回${returns.toString()}次，请监管部介入并出具整改意见`;
  const findings = returns < limit ? [] : [{ code: 'THIRD_RETURN', message, basis } as const];
  return decide({ returns }, findings, policy.version);
}
