import { z } from 'zod';
import { sqlType } from './column.js';
import type { Column, ColumnKind } from './column.js';
import { allOf } from './sql.js';
import type { Parameters } from './sql.js';

/** Operators of a filter field; a list that is empty means "not given", never "match nothing". */
export interface Operators {
  readonly $eq?: unknown;
  readonly $neq?: unknown;
  readonly $exists?: boolean | null | undefined;
  readonly $in?: readonly unknown[] | null | undefined;
  readonly $notIn?: readonly unknown[] | null | undefined;
  readonly $like?: string | null | undefined;
  readonly $gt?: unknown;
  readonly $gte?: unknown;
  readonly $lt?: unknown;
  readonly $lte?: unknown;
}

/** A key as clients send it: decimal text, from older clients also a number. */
export const keyText = z.union([z.string(), z.int()], 'expected a key (a decimal number as text)').transform(String);
const filterKey = keyText.pipe(z.string().regex(/^-?\d{1,19}$/, 'expected a key (a decimal number as text)'));

function plainValue(kind: ColumnKind, words: readonly string[] | undefined): z.ZodType {
  if (words !== undefined) return z.literal(words, `expected one of ${words.join(', ')}`);
  switch (kind) {
    case 'key':
      return filterKey;
    case 'integer':
      return z.int();
    case 'boolean':
      return z.boolean();
    case 'date':
      return z.iso.datetime({ offset: true, error: 'expected a date-time such as 2026-01-31T10:00:00Z' });
    default:
      return z.string();
  }
}

/** A plain value, or an object of operators; with `words` the values are among them. */
export function filterField(kind: ColumnKind, words?: readonly string[]): z.ZodType<Operators | null | undefined> {
  const value = plainValue(kind, words);
  const list = z.array(value).nullish();
  const operators = z.strictObject({
    $eq: value.nullish(),
    $neq: value.nullish(),
    $exists: z.boolean().nullish(),
    $in: list,
    $notIn: list,
    ...(kind === 'text' || kind === 'texts' ? { $like: z.string().nullish() } : {}),
    ...(kind === 'boolean' || kind === 'texts'
      ? {}
      : { $gt: value.nullish(), $gte: value.nullish(), $lt: value.nullish(), $lte: value.nullish() }),
  });
  return z
    .preprocess(
      (given) => (typeof given === 'object' && given !== null && !Array.isArray(given) ? given : { $eq: given }),
      operators,
    )
    .nullish() as z.ZodType<Operators | null | undefined>;
}

const COMPARISONS = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' } as const;

/** The condition that a column fulfils all the operators given. */
export function condition(column: Column, operators: Operators, parameters: Parameters): string {
  return column.kind === 'texts'
    ? listCondition(column.sql, operators, parameters)
    : valueCondition(column, operators, parameters);
}

function valueCondition({ sql, kind }: Column, given: Operators, parameters: Parameters): string {
  const type = sqlType(kind);
  const compared = kind === 'text' ? `${sql} COLLATE "C"` : sql;
  const conditions: string[] = [];
  if (isGiven(given.$eq)) conditions.push(`${sql} = ${parameters.bind(given.$eq, type)}`);
  if (isGiven(given.$neq)) conditions.push(`${sql} IS DISTINCT FROM ${parameters.bind(given.$neq, type)}`);
  if (isGiven(given.$exists)) conditions.push(`${sql} IS ${given.$exists === true ? 'NOT NULL' : 'NULL'}`);
  if (isFilled(given.$in)) conditions.push(`${sql} = ANY(${parameters.bind(given.$in, `${type}[]`)})`);
  if (isFilled(given.$notIn)) {
    conditions.push(`${sql} IS NULL OR ${sql} <> ALL(${parameters.bind(given.$notIn, `${type}[]`)})`);
  }
  if (isGiven(given.$like)) conditions.push(`${sql} LIKE ${parameters.bind(likePattern(String(given.$like)), 'text')}`);
  for (const [name, operator] of Object.entries(COMPARISONS) as [keyof typeof COMPARISONS, string][]) {
    if (isGiven(given[name])) conditions.push(`${compared} ${operator} ${parameters.bind(given[name], type)}`);
  }
  return allOf(conditions);
}

/** A list fulfils an operator when one of its members does; the negations want that none does. */
function listCondition(sql: string, given: Operators, parameters: Parameters): string {
  const conditions: string[] = [];
  if (isGiven(given.$eq)) conditions.push(`${sql} @> ARRAY[${parameters.bind(given.$eq, 'text')}]`);
  if (isGiven(given.$neq)) conditions.push(`NOT ${sql} @> ARRAY[${parameters.bind(given.$neq, 'text')}]`);
  if (isGiven(given.$exists)) conditions.push(`cardinality(${sql}) ${given.$exists === true ? '>' : '='} 0`);
  if (isFilled(given.$in)) conditions.push(`${sql} && ${parameters.bind(given.$in, 'text[]')}`);
  if (isFilled(given.$notIn)) conditions.push(`NOT ${sql} && ${parameters.bind(given.$notIn, 'text[]')}`);
  if (isGiven(given.$like)) {
    const pattern = parameters.bind(likePattern(String(given.$like)), 'text');
    conditions.push(`EXISTS (SELECT 1 FROM unnest(${sql}) AS member WHERE member LIKE ${pattern})`);
  }
  return allOf(conditions);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isFilled(list: readonly unknown[] | null | undefined): list is readonly unknown[] {
  return list !== undefined && list !== null && list.length > 0;
}

/** `*` is any text and `?` any one character, unless a backslash stands before it. */
function likePattern(pattern: string): string {
  return pattern.replace(/\\[*?\\]|[*?%_\\]/g, (found) => {
    if (found === '*') return '%';
    if (found === '?') return '_';
    if (found === '\\\\' || found === '\\') return '\\\\';
    return found.startsWith('\\') ? found.slice(1) : `\\${found}`;
  });
}
