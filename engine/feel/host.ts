import { Run } from './run.js';
import { toJson as writeJson } from './values/json.js';
import type { Json } from './values/json.js';
import { NativeFunction } from './values/native.js';
import { BILLION, DaysDuration } from './values/temporal.js';
import { isoText } from './values/temporal-text.js';
import { kindOf } from './values/value.js';
import type { FeelKind, FeelValue } from './values/value.js';

export type FeelType =
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'dayTimeDuration'
  | 'yearMonthDuration'
  | 'list'
  | 'function'
  | 'range'
  | 'context';

const TYPES: Readonly<Partial<Record<FeelKind, FeelType>>> = {
  'local time': 'time',
  'local date and time': 'dateTime',
  'date and time': 'dateTime',
  'days and time duration': 'dayTimeDuration',
  'years and months duration': 'yearMonthDuration',
};

/** The type of a FEEL value, by the name it has in DMN. */
export function feelType(value: unknown): FeelType {
  const kind = kindOf(value);
  return TYPES[kind] ?? (kind as FeelType);
}

/** A value that another expression has given, as plain JSON; throws an EvaluationFailure when it is too large. */
export function toJson(value: unknown): Json {
  return writeJson((value ?? null) as FeelValue, new Run(0, null));
}

/** The same for a timer: its duration keeps the fraction of a second that the text of a duration does not have. */
export function toTimer(value: unknown): Json {
  const isExact = value instanceof DaysDuration && value.nanoseconds % BILLION !== 0n;
  return isExact ? isoText(value) : toJson(value);
}

/** A function that expressions can call by the name of the variable that holds it, with as many values. */
export function nativeFunction(parameters: readonly string[], call: (...values: unknown[]) => unknown): unknown {
  return new NativeFunction(parameters, (...values) => (call(...values) ?? null) as FeelValue);
}
