import { Temporal } from 'temporal-polyfill';
import {
  BILLION,
  DaysDuration,
  MonthsDuration,
  SECONDS_OF_DAY,
  ZonedTime,
  isOffset,
  offsetText,
  zoneText,
} from './temporal.js';
import type { FeelDuration, FeelTemporal } from './temporal.js';

/** The text of FEEL's `string()` and of variables. */
export function temporalText(value: FeelTemporal | FeelDuration): string {
  if (value instanceof DaysDuration) return daysText(value.seconds);
  if (value instanceof MonthsDuration) return monthsText(value.months);
  if (value instanceof ZonedTime) return `${value.time.toString()}${zoneText(value.zone)}`;
  if (value instanceof Temporal.ZonedDateTime) {
    return `${localText(value.toPlainDateTime())}${zoneText(value.timeZoneId)}`;
  }
  if (value instanceof Temporal.PlainDateTime) return localText(value);
  return shortYear(value.toString());
}

/** Without the plus that a date beyond 9999 has. */
function localText(value: Temporal.PlainDateTime): string {
  return shortYear(value.toString()).replace(/^\+/, '');
}

/** Years beyond 9999 and before 0 have no leading zeros. */
function shortYear(text: string): string {
  return text.replace(/^([+-])0{1,2}(?=\d{4,5}-)/, '$1');
}

/** The text of `to json`, as Java writes ISO 8601: of a time the offset alone, of a date and time the region behind it. */
export function isoText(value: FeelTemporal | FeelDuration): string {
  if (value instanceof DaysDuration) return hoursText(value.nanoseconds);
  if (value instanceof MonthsDuration) return periodText(value.months);
  if (value instanceof ZonedTime) return `${value.time.toString()}${zoneText(offsetText(value.offsetSeconds))}`;
  if (!(value instanceof Temporal.ZonedDateTime) || isOffset(value.timeZoneId)) return temporalText(value);
  const offset = value.offset === '+00:00' ? 'Z' : value.offset;
  return `${localText(value.toPlainDateTime())}${offset}[${value.timeZoneId}]`;
}

function monthsText(months: number): string {
  if (months === 0) return 'P0Y';
  const size = Math.abs(months);
  const [years, rest] = [Math.floor(size / 12), size % 12];
  return `${months < 0 ? '-' : ''}P${part(years, 'Y')}${part(rest, 'M')}`;
}

/** Without the fraction of a second. */
function daysText(seconds: number): string {
  if (seconds === 0) return 'P0D';
  const size = Math.abs(seconds);
  const date = part(Math.floor(size / SECONDS_OF_DAY), 'D');
  const hours = part(Math.floor(size / 3600) % 24, 'H');
  const minutes = part(Math.floor(size / 60) % 60, 'M');
  const time = `${hours}${minutes}${part(size % 60, 'S')}`;
  return `${seconds < 0 ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
}

/** `P-1Y-2M`: each part has its own sign. */
function periodText(months: number): string {
  if (months === 0) return 'P0D';
  return `P${part(Math.trunc(months / 12), 'Y')}${part(months % 12, 'M')}`;
}

/** `PT26H`: no days but many hours, each part with its own sign. */
function hoursText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return 'PT0S';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const seconds = Number(size / BILLION);
  const fraction = (size % BILLION).toString().padStart(9, '0').replace(/0+$/, '');
  const signed = (count: number, letter: string): string => (count === 0 ? '' : `${sign}${part(count, letter)}`);
  const rest = fraction === '' ? signed(seconds % 60, 'S') : `${sign}${String(seconds % 60)}.${fraction}S`;
  return `PT${signed(Math.floor(seconds / 3600), 'H')}${signed(Math.floor(seconds / 60) % 60, 'M')}${rest}`;
}

function part(count: number, letter: string): string {
  return count === 0 ? '' : `${String(count)}${letter}`;
}
