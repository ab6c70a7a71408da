import { FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction } from 'feelin';

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
  | 'context';

/** The type of a FEEL value, by the name it has in DMN. */
export function feelType(value: unknown): FeelType {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return typeof value as 'number' | 'string' | 'boolean';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'dateTime';
  if (value instanceof FeelDuration) return value.yearsMonths ? 'yearMonthDuration' : 'dayTimeDuration';
  if (Array.isArray(value)) return 'list';
  return isFunction(value) || typeof value === 'function' ? 'function' : 'context';
}
