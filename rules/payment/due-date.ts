import { addDays } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';

export interface PaymentDates {
  /** Last day on which the money must have arrived. */
  readonly dueOn: IsoDate;
  /** Day on which the list is to be prepared, so that four levels have time; never before the agreement is effective. */
  readonly prepareOn: IsoDate;
}

/** Payment term of an agreement, counted from the day it took effect; without a term the policy's own applies. */
export function paymentDates(
  effectiveOn: IsoDate,
  termDays: number | null,
  calendar: HolidayCalendar,
  policy: Policy,
): PaymentDates {
  const { dueDays, prepareDaysBefore } = policy.payment;
  const length = { amount: termDays ?? dueDays.value, unit: 'calendar-day' } as const;
  const dueOn = periodEnd(effectiveOn, length, calendar).lastDay;
  const early = addDays(dueOn, -prepareDaysBefore.value);
  return { dueOn, prepareOn: early < effectiveOn ? effectiveOn : early };
}

/** A payment is overdue once its due day has passed without the bank's receipt. */
export function isOverdue(dueOn: IsoDate, today: IsoDate): boolean {
  return today > dueOn;
}
