import type { Transaction } from '../transaction.js';

export interface Failures {
  readonly count: number;
  /** Milliseconds since 1970, real time. */
  readonly last: number;
}

const NONE: Failures = { count: 0, last: 0 };

/** The failures of a name and of an address, which nobody else reads or changes until the transaction ends. */
export async function lockFailures(tx: Transaction, name: string, address: string): Promise<[Failures, Failures]> {
  const keys = [name, address].sort();
  // Always in one order, so that two attempts cannot wait for each other.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest($1::text[]) AS key', [keys]);
  const rows = await tx.query<Failures & { key: string }>(
    'SELECT key, failures AS count, last_ms::float8 AS last FROM login_attempt WHERE key = ANY($1)',
    [keys],
  );
  const of = (wanted: string): Failures => rows.find(({ key }) => key === wanted) ?? NONE;
  return [of(name), of(address)];
}

/** Zero failures are forgotten. */
export async function saveFailures(tx: Transaction, failures: Readonly<Record<string, Failures>>): Promise<void> {
  const rows = Object.entries(failures).map(([key, { count, last }]) => ({ key, count, last }));
  await tx.query(
    `INSERT INTO login_attempt (key, failures, last_ms)
     SELECT key, count, last FROM jsonb_to_recordset($1::jsonb) AS row (key text, count double precision, last bigint)
     WHERE count > 0 ORDER BY key
     ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms`,
    [JSON.stringify(rows)],
  );
  const settled = rows.flatMap(({ key, count }) => (count > 0 ? [] : [key]));
  if (settled.length > 0) await tx.query('DELETE FROM login_attempt WHERE key = ANY($1)', [settled]);
}

/** Takes away what is older; whatever somebody works on stays for the next time. */
export async function forgetFailuresBefore(tx: Transaction, ms: number): Promise<void> {
  await tx.query(
    `DELETE FROM login_attempt WHERE key IN
       (SELECT key FROM login_attempt WHERE last_ms < $1 LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
    [ms],
  );
}
