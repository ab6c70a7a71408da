import { noteReading } from '../db/repositories/case-readings.repository.js';
import type { Transaction } from '../db/transaction.js';
import type { Caller } from './caller.js';

/** Staff who are shown a household's file leave a trace; a household that looks at its own leaves none. */
export async function readBy(tx: Transaction, caller: Caller, householdId: string): Promise<void> {
  if (caller.kind === 'staff') await noteReading(tx, householdId, caller.accountId);
}
