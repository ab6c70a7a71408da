import { isBefore } from '../dates.js';
import type { IsoDate, IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar, PeriodEnd } from '../period.js';
import type { Policy } from '../policy/policies.js';

/** When the signing period ends that opens on a day, in calendar days; without a length the policy's own applies. */
export function signingPeriod(
  openedOn: IsoDate,
  days: number | null,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<PeriodEnd> {
  const { value: usual, basis } = policy.signing.periodDays;
  const valid = days === null || (Number.isInteger(days) && days >= 1 && days <= 3650);
  const end = periodEnd(openedOn, { amount: valid ? (days ?? usual) : usual, unit: 'calendar-day' }, calendar);
  const message = '签约期限须是 1 到 3650 天的整数，请按方案填写';
  const findings = valid ? [] : [{ code: 'FIELD_OUT_OF_RANGE', message, basis, field: 'periodDays' } as const];
  return decide(end, findings, policy.version);
}

/** Is the signing period still running at this instant? */
export function isSigningOpen(openedAt: IsoInstant, endsAt: IsoInstant, now: IsoInstant): boolean {
  return !isBefore(now, openedAt) && isBefore(now, endsAt);
}
