import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** What has become of a household's report, in the order it happened. */
export type ReportStep =
  | { readonly kind: 'delivered' | 'reappraised' | 'reissued'; readonly reportId: string }
  /** The agency answered in writing that nothing changes. */
  | { readonly kind: 'confirmed' }
  /** The experts found it in order, closed the case because entry was refused, or found it faulty. */
  | { readonly kind: 'experts-upheld' | 'experts-ended' | 'experts-faulted' }
  /** The town referred it on its own motion, and the experts found it faulty. */
  | { readonly kind: 'referral-faulted' };

type StepKind = ReportStep['kind'];

/** What may follow on what. */
const AFTER: Readonly<Record<StepKind | 'nothing', readonly StepKind[]>> = {
  nothing: ['delivered'],
  delivered: ['reappraised', 'confirmed', 'referral-faulted'],
  reappraised: ['experts-upheld', 'experts-ended', 'experts-faulted', 'referral-faulted'],
  confirmed: ['experts-upheld', 'experts-ended', 'experts-faulted', 'referral-faulted'],
  'experts-upheld': ['referral-faulted'],
  'experts-ended': ['referral-faulted'],
  'experts-faulted': ['reissued'],
  'referral-faulted': ['reissued'],
  // A new report opens the household's rights anew.
  reissued: ['reappraised', 'confirmed', 'referral-faulted'],
};

/**
 * 现行报告: which report counts now. The delivered one, until the agency changes it or the experts fault it; then none,
 * until it is issued anew. Steps out of order are findings, and nothing counts (办法 art 20–26).
 */
export function currentReport(steps: readonly ReportStep[], policy: Policy): Decision<string | null> {
  let last: StepKind | 'nothing' = 'nothing';
  let current: string | null = null;
  for (const [index, step] of steps.entries()) {
    if (!AFTER[last].includes(step.kind)) return decide(null, [outOfOrder(index)], policy.version);
    if ('reportId' in step) current = step.reportId;
    else if (step.kind === 'experts-faulted' || step.kind === 'referral-faulted') current = null;
    last = step.kind;
  }
  const message = last === 'nothing' ? '尚未送达评估报告' : '评估报告经鉴定有误，请机构重新出具';
  const findings: Finding[] =
    current === null ? [{ code: 'REPORT_MISSING', message, basis: '国有土地上房屋征收评估办法第26条' }] : [];
  return decide(current, findings, policy.version);
}

const outOfOrder = (index: number): Finding => ({
  code: 'STEP_OUT_OF_ORDER',
  message: '评估、复核、鉴定的先后次序不对，请核对办理记录',
  basis: 'R-32',
  field: `steps[${index.toString()}]`,
});
