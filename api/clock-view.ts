import { DatabaseClock } from '../db/clock/database-clock.js';
import type { Database } from '../db/database.js';
import { nextDueAt } from '../db/repositories/next-due.repository.js';
import type { ClockView } from './contract/index.js';

/** What time it is for the cases, and the next moment at which something falls due. */
export async function readClock(db: Database): Promise<ClockView> {
  const times = await db.transaction(async (tx) => ({ now: await tx.now(), nextDueAt: await nextDueAt(tx) }));
  return { ...times, pinned: db.clock instanceof DatabaseClock && db.clock.pinned };
}
