import { isEqual } from '../comparison.js';
import * as decimal from '../decimal.js';
import type { FunctionTable } from '../functions.js';
import { isContext } from '../values.js';

function feelEquals(left: unknown, right: unknown): boolean {
  return left === right || isEqual(left, right) === true;
}

/** Aggregates take one list or several values; a member that is no number makes the whole null. */
function numbersOf(values: readonly unknown[]): number[] | null {
  const list: unknown[] = values.length === 1 && Array.isArray(values[0]) ? values[0] : [...values];
  return list.every((item) => typeof item === 'number') ? list : null;
}

function sum(...values: unknown[]): number | null {
  const numbers = numbersOf(values);
  return numbers === null || numbers.length === 0 ? null : numbers.reduce(decimal.add);
}

function mean(...values: unknown[]): number | null {
  const numbers = numbersOf(values);
  const total = sum(...values);
  return numbers === null || total === null ? null : decimal.divide(total, numbers.length);
}

function product(...values: unknown[]): number | null {
  const numbers = numbersOf(values);
  return numbers === null || numbers.length === 0 ? null : numbers.reduce(decimal.multiply);
}

function duplicateValues(list: unknown): unknown[] | null {
  if (!Array.isArray(list)) return null;
  const repeated: unknown[] = [];
  for (const [index, item] of list.entries() as ArrayIterator<[number, unknown]>) {
    const again = list.slice(index + 1).some((other) => feelEquals(item, other));
    if (again && !repeated.some((other) => feelEquals(item, other))) repeated.push(item);
  }
  return repeated;
}

function partition(list: unknown, size: unknown): unknown[][] | null {
  if (!Array.isArray(list) || typeof size !== 'number' || size < 1) return null;
  const parts: unknown[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}

function isEmpty(value: unknown): boolean | null {
  if (Array.isArray(value)) return value.length === 0;
  return isContext(value) ? Object.keys(value).length === 0 : null;
}

export const listFunctions: FunctionTable = {
  sum: ['...list', sum],
  mean: ['...list', mean],
  product: ['...list', product],
  'duplicate values': ['list', duplicateValues],
  partition: ['list, size', partition],
  'is empty': ['list', isEmpty],
};
