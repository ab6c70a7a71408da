import { Temporal } from 'temporal-polyfill';
import { EvaluationFailure } from '../feel-error.js';
import type { Run } from '../run.js';
import type { ArithmeticOperator } from '../syntax/tree.js';
import { DECIMAL_COST } from './decimal.js';
import type { FeelNumber } from './decimal.js';
import { add, compareNumbers, divide, isNumber, isWhole, multiply, power, subtract, toDouble } from './number.js';
import {
  BILLION,
  DaysDuration,
  MonthsDuration,
  SECONDS_OF_DAY,
  TEMPORAL_COST,
  ZonedTime,
  daysDuration,
  monthsDuration,
  nanosecondsOfDay,
} from './temporal.js';
import type { FeelDuration } from './temporal.js';
import { describe } from './text.js';
import type { FeelValue } from './value.js';

type Operation = (left: FeelValue, right: FeelValue, run: Run) => FeelValue | undefined;

const VERBS: Readonly<Record<ArithmeticOperator, string>> = {
  '+': "Can't add '{right}' to '{left}'",
  '-': "Can't subtract '{right}' from '{left}'",
  '*': "Can't multiply '{left}' by '{right}'",
  '/': "Can't divide '{left}' by '{right}'",
  '**': "Can't raise '{left}' to the power of '{right}'",
};

const operations: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': (left, right, run) => {
    if (isNumber(left) && isNumber(right)) return add(left, right) ?? undefined;
    if (typeof left === 'string' && typeof right === 'string') return run.text(left + right);
    return isDuration(left) && !isDuration(right) ? moved(right, left, 1) : moved(left, right, 1);
  },
  '-': (left, right) => {
    if (isNumber(left) && isNumber(right)) return subtract(left, right) ?? undefined;
    return isDuration(right) ? moved(left, right, -1) : between(left, right);
  },
  '*': (left, right) => {
    if (isNumber(left) && isNumber(right)) return multiply(left, right) ?? undefined;
    if (isNumber(left) && isDuration(right)) return multiplied(right, left);
    return isDuration(left) && isNumber(right) ? multiplied(left, right) : undefined;
  },
  '/': (left, right) => {
    if (isNumber(left) && isNumber(right)) return divide(left, right) ?? undefined;
    return isDuration(left) ? divided(left, right) : undefined;
  },
  '**': (left, right, run) => {
    if (!isNumber(left) || !isNumber(right)) return undefined;
    run.spend(POWER_COST);
    const raised = power(left, right);
    if (raised === null && !isWhole(right)) throw new EvaluationFailure('the power is no number');
    if (raised === null && compareNumbers(left, 0) === 0) throw new EvaluationFailure('Division by zero');
    return raised ?? undefined;
  },
};

const POWER_COST = 8 * DECIMAL_COST;

/** FEEL's arithmetic on numbers, texts, dates, times and durations; null, with a warning, where there is none. */
export function calculate(operator: ArithmeticOperator, left: FeelValue, right: FeelValue, run: Run): FeelValue {
  if (typeof left === 'object' || typeof right === 'object') run.spend(costOf(left, right));
  const result = operations[operator](left, right, run);
  if (result !== undefined) return result;
  if (!run.wantsWarnings) return null;
  const sentence = VERBS[operator].replace(/\{(left|right)\}/g, (_, side) => describe(side === 'left' ? left : right));
  return run.warn(sentence);
}

function costOf(left: FeelValue, right: FeelValue): number {
  return isNumber(left) && isNumber(right) ? DECIMAL_COST : TEMPORAL_COST;
}

function isDuration(value: FeelValue): value is FeelDuration {
  return value instanceof DaysDuration || value instanceof MonthsDuration;
}

/** What Temporal throws for is outside its calendar. */
function within<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A point in time, or a duration, moved by a duration. */
function moved(value: FeelValue, by: FeelValue, sign: 1 | -1): FeelValue | undefined {
  if (by instanceof MonthsDuration) {
    const months = sign * by.months;
    if (value instanceof MonthsDuration) return monthsDuration(value.months + months) ?? undefined;
    const movable =
      value instanceof Temporal.PlainDate ||
      value instanceof Temporal.PlainDateTime ||
      value instanceof Temporal.ZonedDateTime;
    return movable ? within(() => value.add({ months })) : undefined;
  }
  if (!(by instanceof DaysDuration)) return undefined;
  const nanoseconds = BigInt(sign) * by.nanoseconds;
  if (value instanceof DaysDuration) return daysDuration(value.nanoseconds + nanoseconds) ?? undefined;
  const exact = { seconds: Number(nanoseconds / BILLION), nanoseconds: Number(nanoseconds % BILLION) };
  if (value instanceof Temporal.PlainDate) {
    return within(() => value.toPlainDateTime().add(exact).toPlainDate());
  }
  if (value instanceof Temporal.PlainTime) return within(() => value.add(exact));
  if (value instanceof ZonedTime) return within(() => value.withTime(value.time.add(exact)));
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime) {
    return within(() => value.add(exact));
  }
  return undefined;
}

/** The duration from `right` to `left`, two points in time of one type. */
function between(left: FeelValue, right: FeelValue): FeelValue | undefined {
  if (left instanceof Temporal.ZonedDateTime && right instanceof Temporal.ZonedDateTime) {
    return new DaysDuration(left.epochNanoseconds - right.epochNanoseconds);
  }
  if (left instanceof Temporal.PlainDateTime && right instanceof Temporal.PlainDateTime) {
    return new DaysDuration(wallClock(left) - wallClock(right));
  }
  if (left instanceof Temporal.PlainDate && right instanceof Temporal.PlainDate) {
    const { days } = right.until(left, { largestUnit: 'day' });
    return new DaysDuration(BigInt(days * SECONDS_OF_DAY) * BILLION);
  }
  if (left instanceof Temporal.PlainTime && right instanceof Temporal.PlainTime) {
    return new DaysDuration(nanosecondsOfDay(left) - nanosecondsOfDay(right));
  }
  // Between times at an offset it is never negative.
  return left instanceof ZonedTime && right instanceof ZonedTime
    ? new DaysDuration(sizeOf(left.instant - right.instant))
    : undefined;
}

function sizeOf(difference: bigint): bigint {
  return difference < 0n ? -difference : difference;
}

function wallClock(value: Temporal.PlainDateTime): bigint {
  return value.toZonedDateTime('UTC').epochNanoseconds;
}

/** Only the whole part of a number counts. */
function multiplied(duration: FeelDuration, by: FeelNumber): FeelValue | undefined {
  const times = Math.trunc(toDouble(by));
  if (!Number.isSafeInteger(times)) return undefined;
  if (duration instanceof MonthsDuration) return monthsDuration(duration.months * times) ?? undefined;
  return daysDuration(duration.nanoseconds * BigInt(times)) ?? undefined;
}

function divided(duration: FeelDuration, by: FeelValue): FeelValue | undefined {
  if (duration instanceof MonthsDuration) {
    if (by instanceof MonthsDuration && by.months !== 0) return Math.trunc(duration.months / by.months);
    const months = isNumber(by) ? divide(duration.months, by) : null;
    return months === null ? undefined : (monthsDuration(Math.trunc(toDouble(months))) ?? undefined);
  }
  const milliseconds = Number(duration.nanoseconds / 1_000_000n);
  if (by instanceof DaysDuration) {
    const unit = Number(by.nanoseconds / 1_000_000n);
    return unit === 0 ? undefined : Math.trunc(milliseconds / unit);
  }
  const part = isNumber(by) ? divide(milliseconds, by) : null;
  return part === null ? undefined : (daysDuration(BigInt(Math.trunc(toDouble(part))) * 1_000_000n) ?? undefined);
}
