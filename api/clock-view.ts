import { DatabaseClock } from '../db/clock/database-clock.js';
import type { Database } from '../db/database.js';
import type { ClockView } from './contract/index.js';

/** What time it is for the cases, and the next moment at which something falls due. */
const CLOCK_SQL = `
  SELECT app_now() AS now, (SELECT min(at) FROM (
    SELECT ends_at AS at FROM notice WHERE status = 'published'
    UNION ALL SELECT signing_ends_at FROM project WHERE rate_reached_at IS NULL
    UNION ALL SELECT prepare_at FROM payment_round
    UNION ALL SELECT due_at FROM payment_round
  ) due WHERE at > app_now()) AS "nextDueAt"`;

export async function clockView(db: Database): Promise<ClockView> {
  const [row] = await db.query<{ now: string; nextDueAt: string | null }>(CLOCK_SQL);
  if (!row) throw new Error('Expected one row of the clock');
  const pinned = db.clock instanceof DatabaseClock && db.clock.pinned;
  return { ...row, pinned };
}
