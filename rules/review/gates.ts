import type { ActName } from '../acts.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { CaseAct } from '../staff/case-act.js';
import { isReturnReason } from '../vocabulary/cases.js';

/** The four gates of a file bag, in the order they must be passed. */
export const REVIEW_GATES = [
  'review-project-supervisor',
  'review-supervision-department',
  'review-investment-supervisor',
  'approve-agreement',
] as const satisfies readonly ActName[];

export type ReviewGate = (typeof REVIEW_GATES)[number];

export const isReviewGate = (name: string): name is ReviewGate => REVIEW_GATES.some((gate) => gate === name);

/** What a reviewer says. A return names reason a, b or c and a note for the officers who rectify. */
export interface ReviewVerdict {
  readonly verdict: string;
  readonly returnReason?: string | null;
  readonly note?: string | null;
}

export interface FileBagState {
  /** Hash of the agreement and file bag as they are now. */
  readonly contentHash: string;
  /** Acts on the household's case, oldest first. */
  readonly caseActs: readonly CaseAct[];
}

/**
 * Gates passed for exactly this content. An approval is for a content hash and a new hash has none; a return empties
 * what was approved before it.
 */
export function passedGates({ contentHash, caseActs }: FileBagState): ReviewGate[] {
  const passed: ReviewGate[] = [];
  for (const done of caseActs) {
    if (done.withdrawn || done.contentHash !== contentHash || !isReviewGate(done.act)) continue;
    if (done.verdict === 'returned') passed.length = 0;
    if (done.verdict === 'approved' && !passed.includes(done.act)) passed.push(done.act);
  }
  return passed;
}

/** The gate that is due next; null when all four are green. */
export function gateDue(state: FileBagState): ReviewGate | null {
  const passed = passedGates(state);
  return REVIEW_GATES.find((gate) => !passed.includes(gate)) ?? null;
}

/** A returned file bag stays open until an officer has rectified it. */
export function hasOpenReturn(caseActs: readonly CaseAct[]): boolean {
  let open = false;
  for (const done of caseActs) {
    if (isReviewGate(done.act) && done.verdict === 'returned') open = true;
    if (done.act === 'rectify-file-bag' && !done.withdrawn) open = false;
  }
  return open;
}

/**
 * May this gate be decided now, for the content the reviewer has on the screen?
 * Who the reviewer is, is asked of mayActOnCase.
 */
export function mayReview(
  gate: ReviewGate,
  seenHash: string,
  verdict: ReviewVerdict,
  state: FileBagState,
  policy: Policy,
): Decision<null> {
  const findings: Finding[] = [...verdictFindings(verdict, ['approved', 'returned'])];
  if (seenHash !== state.contentHash) {
    findings.push({ code: 'CONTENT_CHANGED', message: '件袋内容已变更，请刷新后按新内容重新审核', basis: 'R-41' });
  }
  if (hasOpenReturn(state.caseActs)) {
    findings.push({ code: 'RETURN_OPEN', message: '退回的问题尚未整改，请等整改后再审核', basis: 'R-40、R-41' });
  }
  const passed = passedGates(state);
  if (passed.includes(gate)) {
    findings.push({ code: 'GATE_ALREADY_PASSED', message: '本道审核已经通过，不需重复办理', basis: 'R-37' });
  } else if (REVIEW_GATES.indexOf(gate) > passed.length) {
    findings.push({ code: 'GATE_NOT_DUE', message: '上一道审核尚未通过，请等上一道通过后再审核', basis: 'R-37、R-38' });
  }
  return decide(null, findings, policy.version);
}

/** a verdict is one of those allowed, and a return names its reason and what to rectify. */
export function verdictFindings({ verdict, returnReason, note }: ReviewVerdict, allowed: readonly string[]): Finding[] {
  if (!allowed.includes(verdict)) {
    const message = `结论只能是 ${allowed.join('、')} 之一，请重新选择`;
    return [{ code: 'VERDICT_INVALID', message, basis: 'R-40', field: 'verdict' }];
  }
  if (verdict !== 'returned') return [];
  const findings: Finding[] = [];
  if (!isReturnReason(returnReason ?? '')) {
    const message = '退回请选择理由：a 补偿不合理、b 面积认定不清晰、c 材料不成证据链';
    findings.push({ code: 'RETURN_REASON_MISSING', message, basis: 'R-40', field: 'returnReason' });
  }
  if ((note ?? '').trim() === '') {
    const message = '退回请写明需要整改的内容';
    findings.push({ code: 'RETURN_REASON_MISSING', message, basis: 'R-40', field: 'note' });
  }
  return findings;
}
