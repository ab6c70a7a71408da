import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';

/**
 * 例会: the last day on which the next regular meeting must be held, counted from the one before, or from the start
 * of the project. Passes while that day has not gone by.
 */
export function nextMeeting(
  lastHeldOn: IsoDate | null,
  projectStartedOn: IsoDate,
  today: IsoDate,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<{ readonly dueOn: IsoDate }> {
  const { value: interval, basis } = policy.meeting.interval;
  const { lastDay: dueOn } = periodEnd(lastHeldOn ?? projectStartedOn, interval, calendar);
  const findings: Finding[] =
    today <= dueOn ? [] : [{ code: 'OVERDUE', message: `例会应于 ${dueOn} 前召开，请尽快召集`, basis }];
  return decide({ dueOn }, findings, policy.version);
}
