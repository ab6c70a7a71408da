import { z } from 'zod';
import type { Column } from './column.js';
import { sqlType, toJsonValue } from './column.js';
import { allOf, anyOf } from './sql.js';
import type { Parameters } from './sql.js';

export const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

const cursorText = z.string().min(1).nullish();

export const pageSchema = z
  .object({
    limit: z.int().min(0).max(MAX_LIMIT).nullish(),
    from: z.int().min(0).nullish(),
    after: cursorText,
    before: cursorText,
  })
  .refine(
    ({ from, after, before }) =>
      [from, after, before].filter((given) => given !== undefined && given !== null).length < 2,
    'expected only one of from, after and before',
  );

export type Page = z.infer<typeof pageSchema>;

/** One column of the order; the last one is always the unique key. */
export interface SortColumn {
  readonly field: string;
  readonly column: Column;
  readonly descending: boolean;
}

/** A cursor names the sort values of one row; it is only good for the same order. */
export function encodeCursor(order: readonly SortColumn[], row: Readonly<Record<string, unknown>>): string {
  const values = order.map((_, index) => toJsonValue(row[cursorColumn(index)]));
  return Buffer.from(JSON.stringify([signature(order), ...values]), 'utf8').toString('base64');
}

/** Name of the n-th sort value in the result row. */
export function cursorColumn(index: number): string {
  return `cursor_${String(index)}`;
}

export class BadCursor extends Error {}

function decodeCursor(order: readonly SortColumn[], cursor: string): unknown[] {
  try {
    const decoded = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as unknown;
    if (Array.isArray(decoded) && decoded[0] === signature(order) && decoded.length === order.length + 1) {
      return decoded.slice(1);
    }
  } catch {
    // falls through: whatever it is, it is none of our cursors
  }
  throw new BadCursor('expected a cursor of a search with the same sorting');
}

function signature(order: readonly SortColumn[]): string {
  return order.map(({ field, descending }) => `${field}${descending ? '-' : '+'}`).join();
}

/** Rows strictly behind the cursor in this order, or (backwards) strictly before it. */
export function beyondCursor(
  order: readonly SortColumn[],
  cursor: string,
  backwards: boolean,
  parameters: Parameters,
): string {
  const values = decodeCursor(order, cursor);
  const direction = backwards ? reversed(order) : order;
  const steps = direction.map(({ column, descending }, index) => {
    const same = order.slice(0, index).map((earlier, at) => equals(earlier.column, values[at], parameters));
    return allOf([...same, behind(column, values[index], descending, parameters)]);
  });
  return anyOf(steps);
}

function equals({ sql, kind }: Column, value: unknown, parameters: Parameters): string {
  return `${sql} IS NOT DISTINCT FROM ${parameters.bind(value, sqlType(kind))}`;
}

/** PostgreSQL sorts null as the greatest value. */
function behind(column: Column, value: unknown, descending: boolean, parameters: Parameters): string {
  const sql = comparable(column);
  if (value === null) return descending ? `${sql} IS NOT NULL` : 'false';
  const bound = parameters.bind(value, sqlType(column.kind));
  return descending ? `${sql} < ${bound}` : `${sql} > ${bound} OR ${sql} IS NULL`;
}

export function reversed(order: readonly SortColumn[]): SortColumn[] {
  return order.map((column) => ({ ...column, descending: !column.descending }));
}

export function orderBy(order: readonly SortColumn[]): string {
  return order.map(({ column, descending }) => `${comparable(column)} ${descending ? 'DESC' : 'ASC'}`).join(', ');
}

/** Text is ordered by code point: the same on every server. */
function comparable({ sql, kind }: Column): string {
  return kind === 'text' ? `${sql} COLLATE "C"` : sql;
}
