import type { EntityManager } from 'typeorm';

/** Makes a small table equal to the rows given, row by row; it mirrors what the rules say, for triggers and registers. */
export async function replaceRows(
  manager: EntityManager,
  table: string,
  keys: readonly string[],
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const json = JSON.stringify(rows);
  const columns = Object.keys(rows[0] ?? {});
  const others = columns.filter((column) => !keys.includes(column));
  const same = keys.map((key) => `kept.${key} = ${table}.${key}`).join(' AND ');
  const source = `jsonb_populate_recordset(NULL::${table}, $1::jsonb) kept`;
  await manager.query(`DELETE FROM ${table} WHERE NOT EXISTS (SELECT FROM ${source} WHERE ${same})`, [json]);
  const update = others.map((column) => `${column} = excluded.${column}`).join(', ');
  const changed = others.map((column) => `${table}.${column} IS DISTINCT FROM excluded.${column}`).join(' OR ');
  await manager.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => `kept.${column}`).join(', ')}
     FROM ${source} ON CONFLICT (${keys.join(', ')})
     ${others.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${update} WHERE ${changed}`}`,
    [json],
  );
}
