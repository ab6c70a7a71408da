import { nextEntry } from '../../ledger/entry.js';
import type { LedgerEntry, LedgerEvent } from '../../ledger/entry.js';

/** Something that happened on a case; the test states only what matters to it. */
export const event = (rest: Partial<LedgerEvent> = {}): LedgerEvent => ({
  caseId: 'household-1',
  kind: 'act-recorded',
  actorId: 'account-1',
  at: '2026-11-24T08:00:00Z',
  clauses: ['R-42'],
  payload: { act: 'negotiate', round: 1, amountFen: 90_935_316n },
  ...rest,
});

/** A chain of so many entries of one case. */
export function chain(length: number, caseId = 'household-1'): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let round = 1; round <= length; round += 1) {
    entries.push(nextEntry(entries.at(-1) ?? null, event({ caseId, payload: { act: 'negotiate', round } })));
  }
  return entries;
}
