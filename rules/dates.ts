/**
 * Calendar dates as ISO text, without a clock and without time zones of the machine.
 * Civil dates are those of Shanghai (UTC+8, no daylight saving since 1991).
 */

/** A civil date in Shanghai, e.g. `2026-11-24`. */
export type IsoDate = string;

/** An instant in UTC, e.g. `2026-11-24T08:00:00Z`. */
export type IsoInstant = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?Z$/;
const SHANGHAI_OFFSET_HOURS = 8;

/** Is this text a date that exists (no 30 February)? */
export function isIsoDate(text: string): boolean {
  return DATE.test(text) && dateFromDayNumber(dayNumber(text)) === text;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; throws on text that is no date (a fault of the caller). */
export function dayNumber(date: IsoDate): number {
  const match = DATE.exec(date);
  if (!match) throw new RangeError(`Expected a date such as 2026-11-24, got: ${date}`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Years are counted from March, so that the leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link dayNumber}. */
export function dateFromDayNumber(days: number): IsoDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateFromDayNumber(dayNumber(date) + days);
}

/** The corresponding day so many months later; where it does not exist, the last day of that month (民法典 art 202). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const first = `${date.slice(0, 8)}01`;
  dayNumber(first); // refuses text that is no date
  const monthIndex = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const start = monthStart(monthIndex);
  const length = dayNumber(monthStart(monthIndex + 1)) - dayNumber(start);
  return `${start.slice(0, 8)}${pad(Math.min(Number(date.slice(8, 10)), length), 2)}`;
}

function monthStart(monthIndex: number): IsoDate {
  return `${pad(Math.floor(monthIndex / 12), 4)}-${pad((monthIndex % 12) + 1, 2)}-01`;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: IsoDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** The civil date in Shanghai at an instant; throws on text that is no UTC instant. */
export function shanghaiDateOf(instant: IsoInstant): IsoDate {
  const match = partsOf(instant);
  const date = match[1] ?? '';
  return Number(match[2]) + SHANGHAI_OFFSET_HOURS >= 24 ? addDays(date, 1) : date;
}

/** A date as people write it: `2026年12月3日`. */
export function formatDate(date: IsoDate): string {
  dayNumber(date);
  return `${String(Number(date.slice(0, 4)))}年${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8, 10)))}日`;
}

/** An instant as people write it, by the clock of Shanghai: `2026年12月3日 00:00`. */
export function formatInstant(instant: IsoInstant): string {
  const match = partsOf(instant);
  const hour = (Number(match[2]) + SHANGHAI_OFFSET_HOURS) % 24;
  return `${formatDate(shanghaiDateOf(instant))} ${pad(hour, 2)}:${match[3] ?? ''}`;
}

/** Is the first instant before the second? Works with and without fractions of a second. */
export function isBefore(first: IsoInstant, second: IsoInstant): boolean {
  return sortable(first) < sortable(second);
}

/** For sorting instants, the earliest first; 0 for the same instant. */
export function compareInstants(first: IsoInstant, second: IsoInstant): number {
  const [one, other] = [sortable(first), sortable(second)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The same instant with milliseconds, the one form in which instants are hashed: `2026-11-24T08:00:00.000Z`. */
export function withMilliseconds(instant: IsoInstant): IsoInstant {
  const [, date = '', hours = '', minutes = '', seconds = '', fraction = ''] = partsOf(instant);
  return `${date}T${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

function sortable(instant: IsoInstant): string {
  const [, date, hours, minutes, seconds, fraction = ''] = partsOf(instant);
  return [date, hours, minutes, seconds, fraction.padEnd(9, '0')].join(' ');
}

function partsOf(instant: IsoInstant): RegExpExecArray {
  const match = INSTANT.exec(instant);
  if (!match) throw new RangeError(`Expected an instant such as 2026-11-24T08:00:00Z, got: ${instant}`);
  return match;
}

/** The first instant after a civil day in Shanghai: midnight there is 16:00 UTC of the same date. */
export function endOfDay(date: IsoDate): IsoInstant {
  dayNumber(date);
  return `${date}T16:00:00Z`;
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, '0');
}
