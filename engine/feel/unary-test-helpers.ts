import { comparison, isEqual } from './comparison.js';

/** One test of a cell on the input value: null where FEEL cannot say. */
export type UnaryTest = (input: unknown) => boolean | null;

/** One passes: true; else null when one cannot say. */
export function anyOf(results: readonly unknown[]): boolean | null {
  if (results.includes(true)) return true;
  return results.every((result) => result === false) ? false : null;
}

export function noneOf(results: readonly unknown[]): boolean | null {
  const any = anyOf(results);
  return any === null ? null : !any;
}

/** A test that is a value: the input is equal to it, or to one of its members, or it is true by itself. */
export function matches(input: unknown, value: unknown): boolean | null {
  if (value === true) return true;
  const equal = isEqual(input, value);
  if (equal === true) return true;
  if (Array.isArray(value)) return value.some((member) => isEqual(input, member) === true);
  return value === false ? false : equal;
}

/** `[start..end]`; the brackets say whether the ends belong to it. */
export function isInside(input: unknown, start: unknown, end: unknown, open: unknown, close: unknown): boolean | null {
  const above = comparison[open === '[' ? '>=' : '>'](input, start);
  const below = comparison[close === ']' ? '<=' : '<'](input, end);
  return above === null || below === null ? null : above && below;
}

/** A test that says itself what it wants of `?`. */
export function trueOrFalse(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
