import type { ClientBase } from 'pg';
import type { TableName } from '../state/state.js';

/** What the wire format of a row needs to know of a table as it is in this database. */
export interface RowType {
  /** Of an array of such rows. */
  readonly arrayOid: number;
  readonly oid: number;
  readonly columns: readonly { readonly name: string; readonly oid: number }[];
}

export async function readRowTypes(client: ClientBase, schema: string): Promise<ReadonlyMap<TableName, RowType>> {
  const { rows } = await client.query<{
    table: TableName;
    array_oid: number;
    oid: number;
    column: string;
    column_oid: number;
  }>(
    `SELECT c.relname AS table, t.typarray AS array_oid, t.oid, a.attname AS column, a.atttypid AS column_oid
     FROM pg_class c JOIN pg_type t ON t.oid = c.reltype JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY c.relname, a.attnum`,
    [schema],
  );
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([table, columns]) => [
      table,
      {
        arrayOid: columns[0]?.array_oid ?? 0,
        oid: columns[0]?.oid ?? 0,
        columns: columns.map((one) => ({ name: one.column, oid: one.column_oid })),
      },
    ]),
  );
}
