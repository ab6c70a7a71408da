import { LARGEST_INTEGER } from '../model/limits.js';
import type { EventDefinition } from '../model/types.js';
import { parseCron } from './cron.js';
import { addDuration, parseDate } from './date-times.js';

/** When a timer fires, and how it goes on. */
export interface TimerSchedule {
  readonly dueDate: number;
  /** Firings left after this one; -1 = without end. */
  readonly repetitions: number;
  /** What the next firing is worked out from; null for a timer that fires once. */
  readonly cycle: string | null;
}

/** How often, perhaps from when on, and how long between. */
const CYCLE = /^R(-?\d*)\/(?:(.+)\/)?(-?P[^/]+)$/;

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

/**
 * The firing after the one that was due then, or null when it was the last. Intervals count from when it was due, so
 * that lateness does not add up; what would be over by now is due now.
 */
export function nextCycle(cycle: string, repetitions: number, due: number, now: number): TimerSchedule | null {
  if (repetitions === 0) return null;
  const duration = CYCLE.exec(cycle.trim())?.[3];
  const dueDate = duration === undefined ? nextCron(cycle, now) : Math.max(addDuration(duration, due), now);
  return { dueDate, repetitions: repetitions === -1 ? -1 : repetitions - 1, cycle };
}

function nextCron(text: string, now: number): number {
  try {
    return parseCron(text).next(now);
  } catch (error) {
    throw new Error(
      `Invalid cycle '${text}': expected an ISO 8601 repeating interval or a cron expression; ${(error as Error).message}`,
      { cause: error },
    );
  }
}
