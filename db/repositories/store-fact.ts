import type { Transaction } from '../transaction.js';

/** Stores one typed fact; table and columns are constants of the registers, never words of a person. */
export async function storeFact(
  tx: Transaction,
  table: string,
  fact: Readonly<Record<string, string | number | bigint | boolean | null>>,
): Promise<void> {
  const columns = Object.keys(fact);
  const places = columns.map((_column, index) => `$${String(index + 1)}`);
  await tx.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    columns.map((column) => fact[column]),
  );
}
