import { CronExpressionParser } from 'cron-parser';
import { DateTime, Duration } from 'luxon';
import { LARGEST_INTEGER, LATEST_TIME } from '../model/limits.js';
import type { EventDefinition } from '../model/types.js';

/** When a timer fires, and how it goes on. */
export interface TimerSchedule {
  readonly dueDate: number;
  /** Firings left after this one; -1 = without end. */
  readonly repetitions: number;
  /** What the next firing is worked out from; null for a timer that fires once. */
  readonly cycle: string | null;
}

const CYCLE = /^R(-?\d*)\/(?:([^/]+)\/)?(-?P.+)$/;

/** Works a timer out from now on; throws an Error with a sentence when the text is no time. */
export function scheduleTimer(
  kind: (EventDefinition & { kind: 'timer' })['timer'],
  value: string,
  now: number,
): TimerSchedule {
  switch (kind) {
    case 'date':
      return once(parseDate(value));
    case 'duration':
      return once(addDuration(value, now));
    default:
      return scheduleCycle(value, now);
  }
}

const once = (dueDate: number): TimerSchedule => ({ dueDate, repetitions: 0, cycle: null });

function scheduleCycle(value: string, now: number): TimerSchedule {
  const match = CYCLE.exec(value.trim());
  if (match === null) return { dueDate: nextCron(value, now), repetitions: -1, cycle: value };
  const [, count = '', start, duration = ''] = match;
  const repetitions = count === '' || Number(count) < 0 ? -1 : Number(count);
  if (repetitions > LARGEST_INTEGER) throw new Error(`Invalid cycle '${value}': it repeats too often`);
  if (repetitions === 0) throw new Error(`Invalid cycle '${value}': it never fires`);
  const dueDate = start === undefined ? addDuration(duration, now) : Math.max(parseDate(start), now);
  return { dueDate, repetitions: repetitions === -1 ? -1 : repetitions - 1, cycle: value };
}

/** The firing after this one, or null when it was the last. */
export function nextCycle(cycle: string, repetitions: number, now: number): TimerSchedule | null {
  if (repetitions === 0) return null;
  const duration = CYCLE.exec(cycle.trim())?.[3];
  const dueDate = duration === undefined ? nextCron(cycle, now) : addDuration(duration, now);
  return { dueDate, repetitions: repetitions === -1 ? -1 : repetitions - 1, cycle };
}

export function parseDate(text: string): number {
  const date = DateTime.fromISO(text.trim().replace(/\[.*\]$/, ''), { setZone: true });
  if (!date.isValid) throw new Error(`Invalid date-time format '${text}' for timer: expected ISO 8601`);
  return storable(text, date.toMillis());
}

function addDuration(text: string, now: number): number {
  const duration = Duration.fromISO(text.trim().replace(/^-P/, 'P'));
  if (!duration.isValid) throw new Error(`Invalid duration format '${text}' for timer: expected ISO 8601`);
  const signed = text.trim().startsWith('-') ? duration.negate() : duration;
  return storable(text, DateTime.fromMillis(now, { zone: 'utc' }).plus(signed).toMillis());
}

/** The database keeps the years 1 to 9999. */
function storable(text: string, milliseconds: number): number {
  if (milliseconds >= EARLIEST_TIME && milliseconds <= LATEST_TIME) return milliseconds;
  throw new Error(`Invalid time '${text}': it is not within the years 1 to 9999`);
}

const EARLIEST_TIME = Date.parse('0001-01-01T00:00:00Z');

function nextCron(text: string, now: number): number {
  try {
    return CronExpressionParser.parse(text, { currentDate: new Date(now), tz: 'UTC' })
      .next()
      .getTime();
  } catch {
    throw new Error(`Invalid cycle '${text}': expected an ISO 8601 repeating interval or a cron expression`);
  }
}
