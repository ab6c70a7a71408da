import type { ClientBase } from 'pg';
import type { TableName } from '../state/state.js';
import { COLUMNS, snakeCase } from './columns.js';
import { RowCodec } from './row-codec.js';
import type { Batch } from './store.js';

const codecs = new Map(
  Object.entries(COLUMNS).map(([table, columns]) => [table as TableName, new RowCodec(columns)] as const),
);

export function codecOf(table: TableName): RowCodec {
  const codec = codecs.get(table);
  if (codec === undefined) throw new Error(`no columns are known for table ${table}`);
  return codec;
}

/**
 * Writes the whole batch with one statement, which is one transaction and one round trip: a data-modifying WITH part
 * per table. The statement depends only on the tables touched, so the server keeps it prepared.
 */
export async function writeBatch(client: ClientBase, schema: string, { changes, nextKey }: Batch): Promise<void> {
  const parts: string[] = [];
  const values: unknown[] = [];
  const names: string[] = [];
  const add = (name: string, value: unknown, sql: (parameter: string) => string) => {
    values.push(value);
    names.push(name);
    parts.push(`${name} AS (${sql(`$${String(values.length)}`)})`);
  };
  if (nextKey !== null) add('keys', nextKey, (at) => `UPDATE ${schema}.key_block SET next_key = ${at}::bigint`);
  for (const { table, rows, removed } of changes) {
    if (rows.length > 0) add(`put_${table}`, codecOf(table).encode(rows), (at) => upsert(schema, table, at));
    if (removed.length > 0) add(`del_${table}`, removed, (at) => remove(schema, table, at));
  }
  if (parts.length === 0) return;
  await client.query({ name: statementName(names), text: `WITH ${parts.join(', ')} SELECT 1`, values });
}

const statements = new Map<string, string>();

/** PostgreSQL cuts statement names at 63 characters, so each set of tables gets a number. */
function statementName(names: readonly string[]): string {
  const id = names.join(' ');
  const known = statements.get(id) ?? `batch_${String(statements.size)}`;
  statements.set(id, known);
  return known;
}

function upsert(schema: string, table: TableName, parameter: string): string {
  const { columns, key, insertOnly } = COLUMNS[table];
  const names = Object.keys(columns).map(snakeCase);
  const keys = key.map(snakeCase);
  const sets = names.filter((name) => !keys.includes(name)).map((name) => `${name} = EXCLUDED.${name}`);
  const list = names.join(', ');
  return (
    `INSERT INTO ${schema}.${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${schema}.${table}, ` +
    `${parameter}::json) ON CONFLICT (${keys.join(', ')}) DO ` +
    (insertOnly === true ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}`)
  );
}

function remove(schema: string, table: TableName, parameter: string): string {
  const [key = ''] = COLUMNS[table].key;
  return `DELETE FROM ${schema}.${table} WHERE ${snakeCase(key)} = ANY(${parameter}::bigint[])`;
}
