import { Temporal } from 'temporal-polyfill';
import type { Run } from '../run.js';
import type { FeelNumber } from './decimal.js';
import { requireShallow } from './depth.js';
import { compareNumbers } from './number.js';
import { DaysDuration, MonthsDuration, ZonedTime } from './temporal.js';
import { isList, kindOf } from './value.js';
import type { FeelContext, FeelValue } from './value.js';

/** FEEL's `=`; null where the two cannot be compared. */
export function isEqual(run: Run, left: FeelValue, right: FeelValue, depth = 0): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return null;
  switch (kind) {
    case 'boolean':
      return left === right;
    case 'list':
      return sameMembers(run, left as readonly FeelValue[], right as readonly FeelValue[], depth);
    case 'context':
      return sameEntries(run, left as FeelContext, right as FeelContext, depth);
    case 'time':
      return isSameTime(left as ZonedTime, right as ZonedTime);
    default: {
      const order = compare(left, right);
      return order === null ? null : order === 0;
    }
  }
}

/** One instant written at two zones is two values, though neither comes before the other. */
function isSameTime(left: ZonedTime, right: ZonedTime): boolean {
  return (
    left.zone === right.zone &&
    left.instant === right.instant &&
    Temporal.PlainTime.compare(left.time, right.time) === 0
  );
}

function sameMembers(run: Run, left: readonly FeelValue[], right: readonly FeelValue[], depth: number): boolean {
  requireShallow(depth);
  run.spend(Math.min(left.length, right.length) + 1);
  return (
    left.length === right.length && left.every((item, at) => isEqual(run, item, right[at] ?? null, depth + 1) === true)
  );
}

function sameEntries(run: Run, left: FeelContext, right: FeelContext, depth: number): boolean {
  requireShallow(depth);
  const names = Object.keys(left);
  run.spend(names.length + 1);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) => Object.hasOwn(right, name) && isEqual(run, left[name] ?? null, right[name] ?? null, depth + 1) === true,
  );
}

/** Below 0, 0 or above 0 for two values of one type that has an order; null for all others. */
export function compare(left: FeelValue, right: FeelValue): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (left instanceof Temporal.ZonedDateTime && right instanceof Temporal.ZonedDateTime)
    return compareZoned(left, right);
  if (left instanceof Temporal.PlainDateTime && right instanceof Temporal.PlainDateTime)
    return Temporal.PlainDateTime.compare(left, right);
  if (left instanceof Temporal.PlainDate && right instanceof Temporal.PlainDate)
    return Temporal.PlainDate.compare(left, right);
  if (left instanceof Temporal.PlainTime && right instanceof Temporal.PlainTime)
    return Temporal.PlainTime.compare(left, right);
  if (left instanceof ZonedTime && right instanceof ZonedTime) return signOf(left.instant - right.instant);
  if (left instanceof DaysDuration && right instanceof DaysDuration)
    return signOf(left.nanoseconds - right.nanoseconds);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) return left.months - right.months;
  const kind = kindOf(left);
  return kind === 'number' && kindOf(right) === kind ? compareNumbers(left as FeelNumber, right as FeelNumber) : null;
}

/** A list of values of one type that have an order: Zeebe takes such lists for comparable, and then fails. */
export function isSortable(run: Run, value: FeelValue): boolean {
  if (!isList(value)) return false;
  run.spend(value.length + 1);
  const [first = null] = value;
  const kind = kindOf(first);
  return (compare(first, first) !== null || isSortable(run, first)) && value.every((item) => kindOf(item) === kind);
}

/** One instant written at two zones is two values: the clock on the wall decides, then the name of the zone. */
function compareZoned(left: Temporal.ZonedDateTime, right: Temporal.ZonedDateTime): number {
  const order = signOf(left.epochNanoseconds - right.epochNanoseconds);
  if (order !== 0) return order;
  const local = Temporal.PlainDateTime.compare(left.toPlainDateTime(), right.toPlainDateTime());
  if (local !== 0 || left.timeZoneId === right.timeZoneId) return local;
  return left.timeZoneId < right.timeZoneId ? -1 : 1;
}

function signOf(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
