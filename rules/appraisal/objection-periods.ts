import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar, PeriodEnd } from '../period.js';
import type { Policy } from '../policy/policies.js';

/** The four periods of a household against its report: ask again, answer, ask the experts, their opinion. */
export type ObjectionStep = 'reappraisalRequest' | 'reappraisalAnswer' | 'expertRequest' | 'expertOpinion';

/** When a period ends that starts on a day: calendar days, an end on a day off moves on (办法 art 20–25). */
export function objectionPeriod(
  step: ObjectionStep,
  startsOn: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): PeriodEnd {
  return periodEnd(startsOn, policy.appraisal[step].value, calendar);
}

export interface ObjectionRequest {
  readonly step: 'reappraisalRequest' | 'expertRequest';
  /** When the household received the report, or the result of the re-appraisal; null while it has not. */
  readonly receivedOn: IsoDate | null;
  readonly requestedOn: IsoDate;
  /** What the household says is wrong. */
  readonly faults: string;
  readonly requestedBefore: boolean;
}

/**
 * 申请复核、鉴定: in writing with the faults, once, within the days after receipt; the experts only after the agency has
 * answered (a referral by the town is an extra check and neither starts, shortens nor replaces these days).
 */
export function mayRequest(request: ObjectionRequest, calendar: HolidayCalendar, policy: Policy): Decision<null> {
  const { step, receivedOn, requestedOn, faults, requestedBefore } = request;
  const { basis } = policy.appraisal[step];
  const findings: Finding[] = [];
  const refuse = (code: Finding['code'], message: string, field: string) =>
    findings.push({ code, message, basis, field });
  if (receivedOn === null) {
    const first =
      step === 'expertRequest' ? '请先申请复核评估，收到结果后再申请鉴定' : '尚未收到评估报告，收到后再申请';
    refuse('STEP_OUT_OF_ORDER', first, 'receivedOn');
  } else if (requestedOn < receivedOn) {
    refuse('STEP_OUT_OF_ORDER', '申请日早于收到之日，请核对日期', 'requestedOn');
  } else {
    const { lastDay } = objectionPeriod(step, receivedOn, calendar, policy);
    if (requestedOn > lastDay) refuse('REQUEST_TOO_LATE', `申请期限至 ${lastDay}，已逾期，视为无异议`, 'requestedOn');
  }
  if (faults.trim() === '') refuse('FIELD_MISSING', '请写明评估报告存在的问题', 'faults');
  if (requestedBefore) refuse('ALREADY_DONE', '已申请过一次，不得重复申请', 'step');
  return decide(null, findings, policy.version);
}

/** 视为接受: nothing was asked for and the last day has gone by. */
export function deemedAccepted(
  step: ObjectionRequest['step'],
  receivedOn: IsoDate,
  requestedOn: IsoDate | null,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): boolean {
  return requestedOn === null && today > objectionPeriod(step, receivedOn, calendar, policy).lastDay;
}
