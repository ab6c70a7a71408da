import { Temporal } from 'temporal-polyfill';
import { BILLION, SECONDS_OF_DAY, ZonedTime, daysDuration, monthsDuration, readZone } from './temporal.js';
import type { FeelDateTime, FeelDuration, FeelTemporal, FeelTime } from './temporal.js';

const DATE = String.raw`(-?(?:[1-9]\d{0,4})?\d{4})-([01]\d)-([0-3]\d)`;
const TIME = String.raw`([0-2]\d):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?`;
const ZONE = String.raw`((?:Z|[+-]\d{2}:\d{2})(?:\[[^\]]+\])?|@.+)?`;
const dateOnly = new RegExp(`^${DATE}$`);
const timeOnly = new RegExp(`^T?${TIME}${ZONE}$`);
const dateAndTime = new RegExp(`^${DATE}T${TIME}${ZONE}$`);
const monthsOnly = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?$/;
const daysOnly = /^(-?)P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d{0,9}))?S)?)?$/;
/** No temporal text is longer than this. */
const LONGEST = 200;

type Parts = readonly (string | undefined)[];

/** The readers answer null for a text that is no such value, or names a day that does not exist. */
export function readDate(text: string): Temporal.PlainDate | null {
  const parts = matched(dateOnly, text);
  return parts === null ? null : dateOf(parts);
}

export function readTime(text: string): FeelTime | null {
  const parts = matched(timeOnly, text);
  if (parts === null) return null;
  const time = END_OF_DAY.test(text) ? new Temporal.PlainTime() : timeOf(parts);
  if (time === null) return null;
  const [, , , , , zone] = parts;
  if (zone === undefined) return time;
  const known = regionOf(zone);
  return known === null ? null : new ZonedTime(time, known);
}

/** A date alone is its midnight. */
export function readDateTime(text: string): FeelDateTime | null {
  const day = readDate(text);
  if (day !== null) return day.toPlainDateTime();
  const parts = matched(dateAndTime, text);
  if (parts === null) return null;
  const [date, time] = [dateOf(parts), timeOf(parts.slice(3))];
  if (date === null || time === null) return null;
  const local = date.toPlainDateTime(time);
  const zone = parts[8];
  if (zone === undefined) return local;
  const known = regionOf(zone);
  if (known === null) return null;
  return attempt(() => {
    // With both, the offset says which instant is meant, and the region what its clocks show then.
    const both = /^(Z|[+-]\d{2}:\d{2})\[/.exec(zone);
    return both === null
      ? local.toZonedDateTime(known)
      : Temporal.Instant.from(`${local.toString()}${both[1] ?? ''}`).toZonedDateTimeISO(known);
  });
}

export function readDuration(text: string): FeelDuration | null {
  const months = matched(monthsOnly, text);
  if (months !== null && text !== 'P' && text !== '-P') {
    const [, sign, years = '0', rest = '0'] = months;
    return monthsDuration((sign === '-' ? -1 : 1) * (Number(years) * 12 + Number(rest)));
  }
  const days = matched(daysOnly, text);
  if (days === null || !/[\d.][DHMS]$/.test(text)) return null;
  const [, sign, day = '0', hour = '0', minute = '0', secondSign = '', second = '0', fraction = ''] = days;
  const whole = BigInt(day) * BigInt(SECONDS_OF_DAY) + BigInt(hour) * 3600n + BigInt(minute) * 60n;
  const rest = BigInt(second) * BILLION + BigInt(fraction.padEnd(9, '0'));
  const nanoseconds = whole * BILLION + (secondSign === '-' ? -rest : rest);
  return daysDuration(sign === '-' ? -nanoseconds : nanoseconds);
}

/** `@"…"`: whichever of them it is. */
export function readTemporal(text: string): FeelTemporal | FeelDuration | null {
  if (/^-?P/.test(text)) return readDuration(text);
  return readDate(text) ?? (text.includes('-') && /\dT\d/.test(text) ? readDateTime(text) : readTime(text));
}

function matched(pattern: RegExp, text: string): Parts | null {
  return text.length > LONGEST ? null : pattern.exec(text);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    // Temporal throws for what is outside its calendar.
    return null;
  }
}

function dateOf([, year, month, day]: Parts): Temporal.PlainDate | null {
  const fields = { year: Number(year), month: Number(month), day: Number(day) };
  return attempt(() => Temporal.PlainDate.from(fields, { overflow: 'reject' }));
}

/** The end of a day is the beginning of the next; a date and time has no such hour. */
const END_OF_DAY = /^T?24:00(?::00(?:\.0*)?)?(?![\d:.])/;

function timeOf([, hour, minute, second = '0', fraction = '']: Parts): Temporal.PlainTime | null {
  const nanoseconds = Number(fraction.padEnd(9, '0'));
  const fields = {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(nanoseconds / 1e6),
    microsecond: Math.floor(nanoseconds / 1000) % 1000,
    nanosecond: nanoseconds % 1000,
  };
  return attempt(() => Temporal.PlainTime.from(fields, { overflow: 'reject' }));
}

function regionOf(text: string): string | null {
  const region = /\[(.*)\]$/.exec(text)?.[1] ?? text.replace(/^@/, '');
  return readZone(region);
}
