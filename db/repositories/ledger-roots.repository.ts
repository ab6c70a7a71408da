import { rootOfDay } from '../../ledger/day-root.js';
import type { DayRoot } from '../../ledger/day-root.js';
import type { ChainHead } from '../../ledger/chain.js';
import { addDays } from '../../rules/dates.js';
import type { IsoDate } from '../../rules/dates.js';
import type { Transaction } from '../transaction.js';

const COLUMNS = `day::text AS day, root, cases, entries::int AS entries, prev_hash AS "prevHash", hash`;

/** The roots of the ledger, oldest first. */
export const rootsOf = (tx: Transaction): Promise<DayRoot[]> =>
  tx.query<DayRoot>(`SELECT ${COLUMNS} FROM ledger_root ORDER BY day`);

/** The last roots, newest first: what the public board shows. */
export const latestRoots = (tx: Transaction, limit: number): Promise<DayRoot[]> =>
  tx.query<DayRoot>(`SELECT ${COLUMNS} FROM ledger_root ORDER BY day DESC LIMIT $1`, [limit]);

/** The first root that covers a day; undefined while there is none. */
export const rootCovering = (tx: Transaction, day: IsoDate): Promise<DayRoot | undefined> =>
  tx.maybeOne<DayRoot>(`SELECT ${COLUMNS} FROM ledger_root WHERE day >= $1 ORDER BY day LIMIT 1`, [day]);

/** The last entry of every case at the end of a day. */
export const headsOn = (tx: Transaction, day: IsoDate): Promise<ChainHead[]> =>
  tx.query<ChainHead>(
    `SELECT DISTINCT ON (case_id) case_id AS "caseId", seq, hash FROM ledger_entry
     WHERE (at AT TIME ZONE 'Asia/Shanghai')::date <= $1 ORDER BY case_id, seq DESC`,
    [day],
  );

/**
 * Seals everything until the end of yesterday under one root: from then on the day takes no entry. A day
 * on which nobody asked is covered by the next root. Once a day; asked again it answers the same.
 */
export async function sealLedgerDay(tx: Transaction): Promise<DayRoot> {
  await tx.lock('ledger-root');
  const day = addDays(await tx.today(), -1);
  const [previous] = await latestRoots(tx, 1);
  if (previous !== undefined && previous.day >= day) return previous;
  const made = rootOfDay(day, await headsOn(tx, day), previous ?? null);
  await tx.query(
    'INSERT INTO ledger_root (day, root, cases, entries, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6)',
    [made.day, made.root, made.cases, made.entries, made.prevHash, made.hash],
  );
  return made;
}
