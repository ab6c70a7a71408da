import { parseJson } from '../feel/index.js';
import type { ColumnKind, TableColumns } from './columns.js';
import { snakeCase } from './columns.js';

/** Turns database rows into those of one table. */
export class RowCodec {
  readonly #fields: readonly { readonly field: string; readonly column: string; readonly kind: ColumnKind }[];

  constructor({ columns }: TableColumns) {
    this.#fields = Object.entries(columns).map(([field, kind]) => ({ field, column: snakeCase(field), kind }));
  }

  decode(stored: Record<string, unknown>): object {
    const row: Record<string, unknown> = {};
    for (const { field, column, kind } of this.#fields) {
      const value = stored[column];
      if (kind === 'jsonText') row[field] = parseJson(value as string);
      else if (kind === 'time') row[field] = value instanceof Date ? value.getTime() : null;
      else if (kind === 'key') row[field] = typeof value === 'number' ? String(value) : value;
      else row[field] = value;
    }
    return row;
  }
}
