import { Temporal } from 'temporal-polyfill';
import { EvaluationFailure } from '../feel-error.js';
import type { Run } from '../run.js';
import type { FeelNumber } from '../values/decimal.js';
import { isNumber, toDouble } from '../values/number.js';
import { readDate, readDateTime, readDuration, readTime } from '../values/read-temporal.js';
import { temporalText } from '../values/temporal-text.js';
import {
  DaysDuration,
  MonthsDuration,
  TEMPORAL_COST,
  ZonedTime,
  monthsDuration,
  offsetSecondsOf,
  offsetText,
  readZone,
  readZoneName,
} from '../values/temporal.js';
import type { FeelDateTime, FeelTime } from '../values/temporal.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

function isDateTime(value: FeelValue): value is FeelDateTime {
  return value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime;
}

function isTime(value: FeelValue): value is FeelTime {
  return value instanceof Temporal.PlainTime || value instanceof ZonedTime;
}

/** The day of a date or of a date and time. */
export function dayOf(value: FeelValue): Temporal.PlainDate | undefined {
  if (value instanceof Temporal.PlainDate) return value;
  return isDateTime(value) ? value.toPlainDate() : undefined;
}

function unreadable(what: string, text: string): Refusal {
  return new Refusal(`Failed to parse ${what} from '${text.slice(0, 100)}'`);
}

/** A calendar refuses fields that are no day or time. */
function fromFields<T>(what: string, fields: Readonly<Record<string, number>>, make: () => T): T | Refusal {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return unreadableFields(what, fields);
    throw error;
  }
}

function unreadableFields(what: string, fields: Readonly<Record<string, number>>): Refusal {
  const written = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
  return new Refusal(`Failed to parse ${what} from: ${written.join(', ')}`);
}

function whole(value: FeelNumber): number {
  return Math.trunc(toDouble(value));
}

function date(from: FeelValue): Outcome {
  if (typeof from === 'string') return readDate(from) ?? unreadable('date', from);
  return dayOf(from);
}

function dateOf(year: FeelValue, month: FeelValue, day: FeelValue): Outcome {
  if (!isNumber(year) || !isNumber(month) || !isNumber(day)) return undefined;
  const fields = { year: whole(year), month: whole(month), day: whole(day) };
  return fromFields('date', fields, () => Temporal.PlainDate.from(fields, { overflow: 'reject' }));
}

/** Midnight of a date is midnight in UTC. */
function time(run: Run, from: FeelValue): Outcome {
  if (typeof from === 'string') return readTime(zoned(run, from)) ?? unreadable('time', from);
  if (from instanceof Temporal.PlainDateTime) return from.toPlainTime();
  if (from instanceof Temporal.ZonedDateTime) {
    return new ZonedTime(from.toPlainTime(), from.timeZoneId, offsetSecondsOf(from));
  }
  return from instanceof Temporal.PlainDate ? new ZonedTime(new Temporal.PlainTime(), '+00:00') : undefined;
}

function timeOf(hour: FeelValue, minute: FeelValue, second: FeelValue, offset: FeelValue): Outcome {
  if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
  if (offset !== null && !(offset instanceof DaysDuration)) return undefined;
  const seconds = toDouble(second);
  const nanoseconds = Math.round((seconds - Math.trunc(seconds)) * 1e9);
  const fields = {
    hour: whole(hour),
    minute: whole(minute),
    second: Math.trunc(seconds),
    millisecond: Math.floor(nanoseconds / 1e6),
    microsecond: Math.floor(nanoseconds / 1000) % 1000,
    nanosecond: nanoseconds % 1000,
  };
  const values = { hour: fields.hour, minute: fields.minute, second: seconds };
  const local = fromFields(offset === null ? 'local-time' : 'time', values, () =>
    Temporal.PlainTime.from(fields, { overflow: 'reject' }),
  );
  if (offset === null || local instanceof Refusal) return local;
  const zone = readZone(offsetText(offset.seconds));
  return zone === null ? unreadableFields('time', values) : new ZonedTime(local, zone);
}

/** Looking for a time zone takes its time, above all for one that does not exist. */
function zoned(run: Run, text: string): string {
  if (/[@[]/.test(text)) run.spend(ZONE_COST);
  return text;
}

function dateTime(run: Run, from: FeelValue): Outcome {
  if (typeof from !== 'string') return undefined;
  return readDateTime(zoned(run, from)) ?? unreadable('date and time', from);
}

/** A day with another time, or a date and time as the clocks of a time zone show it; an unknown zone makes it fail. */
function dateTimeOf(day: FeelValue, other: FeelValue): Outcome {
  if (typeof other === 'string') return isDateTime(day) ? atZone(day, other) : undefined;
  const date = dayOf(day);
  if (date === undefined || !isTime(other)) return undefined;
  if (other instanceof Temporal.PlainTime) return date.toPlainDateTime(other);
  return date.toPlainDateTime(other.time).toZonedDateTime(other.zone);
}

function atZone(value: FeelDateTime, name: string): Outcome {
  const zone = readZoneName(name);
  if (zone === null) throw new EvaluationFailure(`there is no time zone '${name.slice(0, 100)}'`);
  return value instanceof Temporal.PlainDateTime ? value.toZonedDateTime(zone) : value.withTimeZone(zone);
}

function duration(from: FeelValue): Outcome {
  return typeof from === 'string' ? (readDuration(from) ?? unreadable('duration', from)) : undefined;
}

/** Whole months; days that are left over do not count. */
function yearsAndMonths(from: FeelValue, to: FeelValue): Outcome {
  const [start, end] = [dayOf(from), dayOf(to)];
  if (start === undefined || end === undefined) return undefined;
  const between = (end.year - start.year) * 12 + (end.month - start.month);
  const unfinished = between > 0 && end.day < start.day ? -1 : between < 0 && end.day > start.day ? 1 : 0;
  return monthsDuration(between + unfinished) ?? undefined;
}

/** Zeebe's own function: the text of a timer that fires so often, without end where no number is given. */
function cycle(repetitions: FeelValue, interval: FeelValue): Outcome {
  if (!(interval instanceof DaysDuration || interval instanceof MonthsDuration)) return undefined;
  if (repetitions === null) return `R/${temporalText(interval)}`;
  return isNumber(repetitions) ? `R${String(whole(repetitions))}/${temporalText(interval)}` : undefined;
}

const ZONE_COST = 16 * TEMPORAL_COST;

export const temporalConversions: BuiltinTable = {
  date: [
    builtin('from', (_, from = null) => date(from), TEMPORAL_COST),
    builtin('year, month, day', (_, year = null, month = null, day = null) => dateOf(year, month, day), TEMPORAL_COST),
  ],
  time: [
    builtin('from', (run, from = null) => time(run, from), TEMPORAL_COST),
    builtin(
      'hour, minute, second',
      (_, hour = null, minute = null, second = null) => timeOf(hour, minute, second, null),
      TEMPORAL_COST,
    ),
    builtin(
      'hour, minute, second, offset',
      (_, hour = null, minute = null, second = null, offset = null) => timeOf(hour, minute, second, offset),
      TEMPORAL_COST,
    ),
  ],
  'date and time': [
    builtin('from', (run, from = null) => dateTime(run, from), TEMPORAL_COST),
    builtin('date, time', (_, day = null, other = null) => dateTimeOf(day, other), 2 * TEMPORAL_COST),
    builtin('date, timezone', (_, day = null, zone = null) => dateTimeOf(day, zone), ZONE_COST),
  ],
  cycle: [
    builtin('interval', (_, interval = null) => cycle(null, interval), TEMPORAL_COST),
    builtin(
      'repetitions, interval',
      (_, repetitions = null, interval = null) => cycle(repetitions, interval),
      TEMPORAL_COST,
    ),
  ],
  duration: [builtin('from', (_, from = null) => duration(from), TEMPORAL_COST)],
  'years and months duration': [
    builtin('from, to', (_, from = null, to = null) => yearsAndMonths(from, to), TEMPORAL_COST),
  ],
};
