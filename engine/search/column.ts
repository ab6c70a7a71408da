/** How a column is read, compared and bound. `key` is an int64, told as decimal text; `texts` is a list of texts. */
export type ColumnKind = 'key' | 'text' | 'integer' | 'boolean' | 'date' | 'texts' | 'json';

/** A field of the REST API and where it comes from; `sql` is ours alone, never text of a caller. */
export interface Column {
  readonly sql: string;
  readonly kind: ColumnKind;
  /** All texts there can be (enumerations.ts); left out: any. */
  readonly words?: readonly string[];
}

const column =
  (kind: ColumnKind) =>
  (sql: string): Column => ({ sql, kind });

export const key = column('key');
export const text = column('text');
export const integer = column('integer');
export const boolean = column('boolean');
export const date = column('date');
export const texts = column('texts');
export const json = column('json');

/** A text that is one of these words. */
export const oneOf = (words: readonly string[], sql: string): Column => ({ sql, kind: 'text', words });

/** There is one tenant. */
export const tenant: Column = text("'<default>'::text");

/** PostgreSQL's type for a bound value of this column. */
export function sqlType(kind: ColumnKind): string {
  switch (kind) {
    case 'key':
      return 'bigint';
    case 'integer':
      return 'bigint';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'timestamptz';
    default:
      return 'text';
  }
}

/** What a row's value looks like in JSON. */
export function toJsonValue(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
