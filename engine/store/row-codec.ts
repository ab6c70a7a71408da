import type { ColumnKind, TableColumns } from './columns.js';
import { snakeCase } from './columns.js';

/** Turns the rows of one table into the JSON text that json_populate_recordset reads, and database rows back. */
export class RowCodec {
  readonly #fields: readonly { readonly field: string; readonly column: string; readonly kind: ColumnKind }[];

  constructor({ columns }: TableColumns) {
    this.#fields = Object.entries(columns).map(([field, kind]) => ({ field, column: snakeCase(field), kind }));
  }

  encode(rows: readonly object[]): string {
    return storable(JSON.stringify(rows.map((row) => this.#written(row as Record<string, unknown>))));
  }

  #written(row: Record<string, unknown>): Record<string, unknown> {
    const written: Record<string, unknown> = {};
    for (const { field, column, kind } of this.#fields) {
      const value = row[field];
      if (kind === 'jsonText') written[column] = JSON.stringify(value);
      else if (kind === 'time') written[column] = typeof value === 'number' ? new Date(value).toISOString() : null;
      else written[column] = value;
    }
    return written;
  }

  decode(stored: Record<string, unknown>): object {
    const row: Record<string, unknown> = {};
    for (const { field, column, kind } of this.#fields) {
      const value = stored[column];
      if (kind === 'jsonText') row[field] = JSON.parse(value as string) as unknown;
      else if (kind === 'time') row[field] = value instanceof Date ? value.getTime() : null;
      else if (kind === 'key') row[field] = typeof value === 'number' ? String(value) : value;
      else row[field] = value;
    }
    return row;
  }
}

/** PostgreSQL keeps neither the character NUL nor half a surrogate pair: they become U+FFFD. */
function storable(json: string): string {
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return json.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd');
}
