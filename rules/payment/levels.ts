import type { ActName } from '../acts.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { verdictFindings } from '../review/gates.js';
import type { CaseAct } from '../staff/case-act.js';

/** The four levels of internal review, in order; the release by the investment supervisor follows. */
export const PAYMENT_LEVELS = [
  'approve-payment-1',
  'approve-payment-2',
  'approve-payment-3',
  'approve-payment-4',
] as const satisfies readonly ActName[];

export type PaymentLevel = (typeof PAYMENT_LEVELS)[number];

export interface PaymentListState {
  /** Hash over the items, amounts and payees of the list version as it is now. */
  readonly listHash: string;
  /** Acts on the list, oldest first. */
  readonly caseActs: readonly CaseAct[];
}

/** Levels that have approved exactly this list; a refusal empties them, a new hash has none. */
export function approvedLevels({ listHash, caseActs }: PaymentListState): PaymentLevel[] {
  const approved: PaymentLevel[] = [];
  for (const done of caseActs) {
    const level = PAYMENT_LEVELS.find((each) => each === done.act);
    if (done.withdrawn || done.contentHash !== listHash) continue;
    if (done.verdict === 'refused') approved.length = 0;
    else if (level && done.verdict === 'approved' && !approved.includes(level)) approved.push(level);
  }
  return approved;
}

/** May this level be decided now, for the list the approver has on the screen? Who it is, is asked of mayActOnCase. */
export function mayApprovePayment(
  level: PaymentLevel,
  seenHash: string,
  verdict: string,
  state: PaymentListState,
  policy: Policy,
): Decision<null> {
  const approved = approvedLevels(state);
  const findings = [...verdictFindings({ verdict }, ['approved', 'refused']), ...seenFindings(seenHash, state)];
  if (approved.includes(level)) {
    findings.push({ code: 'GATE_ALREADY_PASSED', message: '本级审核已经通过，不需重复办理', basis: 'R-59' });
  } else if (PAYMENT_LEVELS.indexOf(level) > approved.length) {
    findings.push({ code: 'LEVEL_NOT_DUE', message: '上一级审核尚未通过，请等上一级通过后再审核', basis: 'R-59' });
  }
  return decide(null, findings, policy.version);
}

/** Release: four levels by four persons other than the maker have approved exactly this list (R-59, SD8). */
export function mayReleasePayment(seenHash: string, state: PaymentListState, policy: Policy): Decision<null> {
  const findings = seenFindings(seenHash, state);
  const missing = policy.payment.reviewLevels.value - approvedLevels(state).length;
  if (missing > 0) {
    const message = `还有${missing.toString()}级审核未通过，请等四级全部通过后再放行`;
    findings.push({ code: 'PAYMENT_INCOMPLETE', message, basis: 'R-59' });
  }
  return decide(null, [...findings, ...fourPersonsFindings(state)], policy.version);
}

function seenFindings(seenHash: string, state: PaymentListState): Finding[] {
  if (seenHash === state.listHash) return [];
  return [{ code: 'LIST_CHANGED', message: '清单已变更，请刷新后按新清单重新审核', basis: 'R-59' }];
}

/** Looks at who really approved, whatever was checked before: maker and levels are all different persons. */
function fourPersonsFindings({ listHash, caseActs }: PaymentListState): Finding[] {
  const current = caseActs.filter((done) => !done.withdrawn && done.contentHash === listHash);
  const approvers = PAYMENT_LEVELS.flatMap((level) => {
    const done = current.findLast((each) => each.act === level && each.verdict === 'approved');
    return done ? [done.personId] : [];
  });
  const makers = caseActs.filter((done) => done.act === 'make-payment-list' || done.act === 'correct-payee');
  const repeated = new Set(approvers).size < approvers.length;
  if (!repeated && !makers.some((maker) => approvers.includes(maker.personId))) return [];
  return [{ code: 'DUTY_NOT_SEPARATED', message: '编制人与四级审核人须各不相同，请重新审核', basis: 'R-59、SD8' }];
}
