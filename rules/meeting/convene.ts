import { addDays } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import { nextMeeting } from './schedule.js';

/** The schedule is looked at once a week: what falls due before the next look is convened now. */
const LOOK_EVERY_DAYS = 7;

/** The last day of a regular meeting that has to be convened now; null while the next look is early enough. */
export function meetingToConvene(
  lastHeldOn: IsoDate | null,
  firstProjectOn: IsoDate,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): IsoDate | null {
  const { dueOn } = nextMeeting(lastHeldOn, firstProjectOn, today, calendar, policy).value;
  return dueOn < addDays(today, LOOK_EVERY_DAYS) ? dueOn : null;
}

/** 会期: not in the past; a regular meeting not after its last day, unless that has gone by already. */
export function checkMeetingDay(
  meetsOn: IsoDate,
  today: IsoDate,
  dueOn: IsoDate | null,
  policy: Policy,
): Decision<null> {
  const { basis } = policy.meeting.interval;
  const findings: Finding[] = [];
  if (meetsOn < today) {
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message: '会期不能早于今天，请改正', basis, field: 'meetsOn' });
  }
  if (dueOn !== null && meetsOn > dueOn && today <= dueOn) {
    const message = `例会应在 ${dueOn} 前召开，请提前会期`;
    findings.push({ code: 'OVERDUE', message, basis, field: 'meetsOn' });
  }
  return decide(null, findings, policy.version);
}

/** 应到单位: every body that must take part is there, otherwise the meeting is adjourned. */
export function checkAttendance(required: readonly string[], present: readonly string[]): Finding[] {
  const absent = required.filter((body) => !present.includes(body));
  if (absent.length === 0) return [];
  const message = `应到单位未到齐：${absent.join('、')}，请改期并写明原因`;
  return [{ code: 'MINUTES_INCOMPLETE', message, basis: 'R-27', field: 'attendees' }];
}
