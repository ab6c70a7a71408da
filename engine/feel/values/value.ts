import { Temporal } from 'temporal-polyfill';
import type { Scope } from '../scope.js';
import { Decimal } from './decimal.js';
import type { FeelNumber } from './decimal.js';
import { NativeFunction } from './native.js';
import { DaysDuration, MonthsDuration, ZonedTime } from './temporal.js';
import type { FeelDuration, FeelTemporal } from './temporal.js';

/** Functions of a context: they can be called by their name, but are no entries of it. */
export const FUNCTIONS: unique symbol = Symbol('functions');

export interface FeelContext {
  readonly [name: string]: FeelValue;
  readonly [FUNCTIONS]?: Readonly<Record<string, FeelFunction>>;
}

export type FeelValue =
  | null
  | boolean
  | FeelNumber
  | string
  | FeelTemporal
  | FeelDuration
  | FeelRange
  | FeelFunction
  | NativeFunction
  | readonly FeelValue[]
  | FeelContext;

export class FeelRange {
  constructor(
    readonly start: FeelValue,
    readonly end: FeelValue,
    readonly startClosed: boolean,
    readonly endClosed: boolean,
  ) {}
}

/** A function of the expression itself; `scope` is where it was written, `size` that of its body. */
export class FeelFunction {
  constructor(
    readonly parameters: readonly string[],
    readonly body: (scope: Scope) => FeelValue,
    readonly scope: Scope,
    readonly size: { readonly depth: number; readonly cost: number },
  ) {}
}

export type FeelKind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'local time'
  | 'time'
  | 'local date and time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

const CLASSES: readonly (readonly [abstract new (...values: never[]) => object, FeelKind])[] = [
  [Decimal, 'number'],
  [Temporal.ZonedDateTime, 'date and time'],
  [Temporal.PlainDateTime, 'local date and time'],
  [Temporal.PlainDate, 'date'],
  [Temporal.PlainTime, 'local time'],
  [ZonedTime, 'time'],
  [DaysDuration, 'days and time duration'],
  [MonthsDuration, 'years and months duration'],
  [FeelRange, 'range'],
  [FeelFunction, 'function'],
  [NativeFunction, 'function'],
];

/** The type of a value; those with and without a time zone are two. */
export function kindOf(value: unknown): FeelKind {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value as FeelKind;
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (Object.getPrototypeOf(value) === Object.prototype) return 'context';
      return CLASSES.find(([type]) => value instanceof type)?.[1] ?? 'context';
    default:
      return 'null';
  }
}

export function isList(value: unknown): value is readonly FeelValue[] {
  return Array.isArray(value);
}

export function isContext(value: unknown): value is FeelContext {
  return kindOf(value) === 'context';
}

/** The entry of that name, undefined when there is none; never a member of JavaScript's own. */
export function entryOf(context: FeelContext, name: string): FeelValue | undefined {
  return Object.hasOwn(context, name) ? (context[name] ?? null) : undefined;
}

/** A context of these entries; a name such as `__proto__` is one like any other. */
export function contextOf(entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  return Object.fromEntries(entries);
}
