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

/** The same for who reads the ledger itself, as a case of the reader's own: reading it is no flood of entries. */
export async function noteLedgerReading(tx: Transaction, personId: string): Promise<void> {
  const first = await tx.query(
    'INSERT INTO reading (case_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING read_on',
    [personId, personId],
  );
  if (first.length === 0) return;
  await appendEntry(tx, { caseId: personId, kind: 'ledger-read', actorId: personId, clauses: ['R-43'], payload: {} });
}
