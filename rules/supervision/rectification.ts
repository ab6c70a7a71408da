import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';

export type Severity = 'minor' | 'serious';

/** A problem that an inspection found, and what has become of it; null while it has not. */
export interface InspectionFinding {
  readonly severity: Severity;
  readonly foundOn: IsoDate;
  readonly foundById: string;
  readonly rectification: { readonly on: IsoDate; readonly byId: string } | null;
  readonly recheck: { readonly on: IsoDate; readonly byId: string; readonly passed: boolean } | null;
}

export interface RectificationState {
  readonly state: 'to-rectify' | 'to-recheck' | 'closed';
  /** Last day for the next step; null when there is none. */
  readonly dueOn: IsoDate | null;
  /** Overdue or failed: the firm's head and the owner's supervision are told. */
  readonly escalate: boolean;
}

/**
 * 整改闭环: found → put right in time → checked again by somebody else than who put it right. A re-check that
 * fails opens the rectification anew, with the days counted from the re-check, and is escalated.
 */
export function rectificationState(
  finding: InspectionFinding,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<RectificationState> {
  const { rectification, recheck } = finding;
  const { rectifyMinor, rectifySerious, recheck: recheckDays } = policy.inspection;
  const findings = separationFindings(finding);
  if (recheck?.passed === true && rectification !== null && findings.length === 0) {
    return decide({ state: 'closed', dueOn: null, escalate: false }, [], policy.version);
  }
  const failed = recheck?.passed === false;
  const toRecheck = rectification !== null && !failed;
  const length = toRecheck ? recheckDays : finding.severity === 'serious' ? rectifySerious : rectifyMinor;
  const startsOn = toRecheck ? rectification.on : failed ? recheck.on : finding.foundOn;
  const { lastDay: dueOn } = periodEnd(startsOn, length.value, calendar);
  const what = toRecheck ? '复查' : '整改';
  if (today > dueOn)
    findings.push({ code: 'OVERDUE', message: `${what}应于 ${dueOn} 前完成，已逾期`, basis: length.basis });
  if (failed) findings.push({ code: 'RETURN_OPEN', message: '复查未通过，请重新整改', basis: 'R-53' });
  const state = toRecheck ? 'to-recheck' : 'to-rectify';
  return decide({ state, dueOn, escalate: failed || today > dueOn }, findings, policy.version);
}

function separationFindings({ rectification, recheck, foundOn }: InspectionFinding): Finding[] {
  const findings: Finding[] = [];
  if (recheck !== null && rectification === null) {
    findings.push({ code: 'STEP_OUT_OF_ORDER', message: '尚未整改，不能复查', basis: 'R-53', field: 'recheck' });
  }
  if (recheck !== null && recheck.byId === rectification?.byId) {
    const message = '整改人不得复查自己的整改，请由他人复查';
    findings.push({ code: 'DUTY_NOT_SEPARATED', message, basis: 'SD13', field: 'recheck' });
  }
  const dates = [foundOn, rectification?.on, recheck?.on].filter((date) => date !== undefined);
  if (dates.some((date, index) => index > 0 && date < (dates[index - 1] ?? ''))) {
    findings.push({ code: 'STEP_OUT_OF_ORDER', message: '整改、复查日期早于前一步，请核对', basis: 'R-53' });
  }
  return findings;
}
