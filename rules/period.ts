import { addDays, addMonths, endOfDay, weekday } from './dates.js';
import type { IsoDate, IsoInstant } from './dates.js';

export type PeriodUnit = 'calendar-day' | 'working-day' | 'month';

/** A length of time as the law states it. */
export interface PeriodLength {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

/** The holiday arrangement of the State Council for some years, passed in as data. */
export interface HolidayCalendar {
  readonly version: string;
  /** First and last date the arrangement is known for; outside, only weekends count as days off. */
  readonly knownFrom: IsoDate;
  readonly knownTo: IsoDate;
  /** Days off that would otherwise be working days, and holidays on weekends. */
  readonly holidays: ReadonlySet<IsoDate>;
  /** Saturdays and Sundays worked in exchange. */
  readonly workingWeekends: ReadonlySet<IsoDate>;
}

export interface PeriodEnd {
  /** The last day that still belongs to the period. */
  readonly lastDay: IsoDate;
  /** The first instant after the period. */
  readonly endsAt: IsoInstant;
  /** False when the last day lies outside the known calendar: holidays announced later may move it. */
  readonly calendarKnown: boolean;
}

export function isWorkingDay(date: IsoDate, calendar: HolidayCalendar): boolean {
  if (calendar.holidays.has(date)) return false;
  if (calendar.workingWeekends.has(date)) return true;
  const day = weekday(date);
  return day !== 0 && day !== 6;
}

/**
 * When a period ends that starts on a day: that day is not counted (民法典 art 201), and an end on a day off
 * moves to the next working day (art 203). Length is a positive whole number.
 */
export function periodEnd(startsOn: IsoDate, length: PeriodLength, calendar: HolidayCalendar): PeriodEnd {
  if (!Number.isInteger(length.amount) || length.amount < 1) {
    throw new RangeError('A period has a positive whole length');
  }
  const lastDay = nextWorkingDay(nominalEnd(startsOn, length, calendar), calendar);
  const calendarKnown = calendar.knownFrom <= startsOn && lastDay <= calendar.knownTo;
  return { lastDay, endsAt: endOfDay(lastDay), calendarKnown };
}

function nominalEnd(startsOn: IsoDate, { amount, unit }: PeriodLength, calendar: HolidayCalendar): IsoDate {
  if (unit === 'calendar-day') return addDays(startsOn, amount);
  if (unit === 'month') return addMonths(startsOn, amount);
  let day = startsOn;
  for (let counted = 0; counted < amount; counted += 1) day = nextWorkingDay(addDays(day, 1), calendar);
  return day;
}

function nextWorkingDay(from: IsoDate, calendar: HolidayCalendar): IsoDate {
  let day = from;
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}
