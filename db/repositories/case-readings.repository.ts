import type { IsoDate } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';
import { getHousehold } from './households.repository.js';
import { appendEntry } from './ledger.repository.js';

export interface Reading {
  /** `household`: the file of a household, under its id. `ledger`: the ledger itself, as a case of the reader's own. */
  readonly of: 'household' | 'case' | 'ledger';
  readonly caseId: string;
  readonly personId: string;
  /** The day of the request. */
  readonly day: IsoDate;
}

const INSERT = {
  household:
    'INSERT INTO case_reading (household_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING read_on',
  case: 'INSERT INTO reading (case_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING read_on',
};
const KIND = { household: 'case-read', case: 'case-read', ledger: 'ledger-read' } as const;

/** So many readings this process remembers as written down; the oldest are asked for again. */
const REMEMBERED = 50_000;
const written = new Set<string>();

function remember(key: string): void {
  written.add(key);
  const [oldest] = written.size > REMEMBERED ? written : [];
  if (oldest !== undefined) written.delete(oldest);
}

/**
 * 查阅留痕: one entry for each person, case and day, however often the person looks. Costs nothing once this process
 * has found it written down by an earlier request: what this very transaction writes could still be rolled back.
 */
export async function noteReading(tx: Transaction, { of, caseId, personId, day }: Reading): Promise<void> {
  const key = `${caseId} ${personId} ${day}`;
  if (written.has(key)) return;
  // A household that there is not is nobody's file: not found, no fault.
  if (of === 'household') await getHousehold(tx, caseId);
  const first = await tx.query(INSERT[of === 'household' ? 'household' : 'case'], [caseId, personId]);
  if (first.length === 0) remember(key);
  else await appendEntry(tx, { caseId, kind: KIND[of], actorId: personId, clauses: ['R-43'], payload: {} });
}
