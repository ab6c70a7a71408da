import type { Transaction } from '../transaction.js';
import { appendEntry } from './ledger.repository.js';

/** 查阅留痕: one entry for each person, household and day, however often the person looks. */
export async function noteReading(tx: Transaction, householdId: string, personId: string): Promise<void> {
  const first = await tx.query(
    `INSERT INTO case_reading (household_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING read_on`,
    [householdId, personId],
  );
  if (first.length === 0) return;
  await appendEntry(tx, { caseId: householdId, kind: 'case-read', actorId: personId, clauses: ['R-43'], payload: {} });
}
