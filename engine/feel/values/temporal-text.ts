import { Temporal } from 'temporal-polyfill';
import { BILLION, DaysDuration, MonthsDuration, SECONDS_OF_DAY, ZonedTime, isOffset, zoneText } from './temporal.js';
import type { FeelDuration, FeelTemporal } from './temporal.js';

/** The text of FEEL's `string()` and of variables. */
export function temporalText(value: FeelTemporal | FeelDuration): string {
  if (value instanceof DaysDuration) return daysText(value.nanoseconds);
  if (value instanceof MonthsDuration) return monthsText(value.months);
  if (value instanceof ZonedTime) return `${value.time.toString()}${zoneText(value.zone)}`;
  if (value instanceof Temporal.ZonedDateTime) {
    return `${value.toPlainDateTime().toString()}${zoneText(value.timeZoneId)}`;
  }
  return value.toString();
}

/** The text of `to json`: a region stands in brackets behind its offset. */
export function isoText(value: FeelTemporal | FeelDuration): string {
  if (!(value instanceof Temporal.ZonedDateTime) || isOffset(value.timeZoneId)) return temporalText(value);
  const offset = value.offset === '+00:00' ? 'Z' : value.offset;
  return `${value.toPlainDateTime().toString()}${offset}[${value.timeZoneId}]`;
}

function monthsText(months: number): string {
  if (months === 0) return 'P0Y';
  const size = Math.abs(months);
  const [years, rest] = [Math.floor(size / 12), size % 12];
  return `${months < 0 ? '-' : ''}P${part(years, 'Y')}${part(rest, 'M')}`;
}

function daysText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return 'P0D';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const seconds = Number(size / BILLION);
  const fraction = (size % BILLION).toString().padStart(9, '0').replace(/0+$/, '');
  const date = part(Math.floor(seconds / SECONDS_OF_DAY), 'D');
  const hours = part(Math.floor(seconds / 3600) % 24, 'H');
  const minutes = part(Math.floor(seconds / 60) % 60, 'M');
  const rest = fraction === '' ? part(seconds % 60, 'S') : `${String(seconds % 60)}.${fraction}S`;
  const time = `${hours}${minutes}${rest}`;
  return `${nanoseconds < 0n ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
}

function part(count: number, letter: string): string {
  return count === 0 ? '' : `${String(count)}${letter}`;
}
