import { FIRST_HEAD, headAt } from '../../ledger/feed.js';
import type { FeedItem, FeedStart } from '../../ledger/feed.js';
import type { LedgerEntry } from '../../ledger/entry.js';
import type { DayRoot } from '../../ledger/day-root.js';
import type { Transaction } from '../transaction.js';

interface Arrival {
  readonly nr: string;
  readonly caseId: string | null;
  readonly seq: number | null;
  readonly day: string | null;
  readonly hash: string;
}

/**
 * Gives places to what has been committed since, up to a position. Only what is visible is numbered, one numbering at a
 * time: an entry that commits later gets a later place, so a reader who has come to a place has missed nothing before it.
 * Entries of a case stay in order, for each was written after the one before had been committed.
 */
async function givePlaces(tx: Transaction, upTo: number): Promise<void> {
  const { last, more } = await tx.one<{ last: number; more: boolean }>(
    `SELECT coalesce((SELECT max(position) FROM ledger_place), 0)::int AS last,
       EXISTS (SELECT FROM ledger_arrival) AS more`,
  );
  if (!more || last >= upTo) return;
  await tx.lock('ledger-feed');
  const end = await tx.maybeOne<{ position: number; head: string }>(
    'SELECT position::int AS position, head FROM ledger_place ORDER BY position DESC LIMIT 1',
  );
  const arrivals = await tx.query<Arrival>(
    `SELECT nr, arrival.case_id AS "caseId", arrival.seq, arrival.day::text AS day, coalesce(entry.hash, root.hash) AS hash
     FROM (SELECT * FROM ledger_arrival ORDER BY nr LIMIT $1) AS arrival
     LEFT JOIN ledger_entry AS entry ON entry.case_id = arrival.case_id AND entry.seq = arrival.seq
     LEFT JOIN ledger_root AS root ON root.day = arrival.day ORDER BY nr`,
    [Math.max(0, upTo - (end?.position ?? 0))],
  );
  let prevHead = end?.head ?? FIRST_HEAD;
  const places = arrivals.map(({ caseId, seq, day, hash }, index) => {
    const position = (end?.position ?? 0) + index + 1;
    const head = headAt(position, prevHead, hash);
    const place = { position, caseId, seq, day, prevHead, head };
    prevHead = head;
    return place;
  });
  await tx.query(
    `INSERT INTO ledger_place (position, case_id, seq, day, prev_head, head)
     SELECT position, "caseId", seq, day, "prevHead", head FROM jsonb_to_recordset($1::jsonb)
       AS place (position bigint, "caseId" text, seq integer, day date, "prevHead" text, head text) ORDER BY position`,
    [JSON.stringify(places)],
  );
  await tx.query('DELETE FROM ledger_arrival WHERE nr = ANY($1::bigint[])', [arrivals.map(({ nr }) => nr)]);
}

type Row = Pick<FeedItem, 'position' | 'prevHead' | 'head'> & {
  readonly entry: LedgerEntry | null;
  readonly root: DayRoot | null;
};

const PAGE_SQL = `
  SELECT position::int AS position, prev_head AS "prevHead", head,
    CASE WHEN entry.seq IS NOT NULL THEN jsonb_build_object('seq', entry.seq, 'caseId', entry.case_id, 'kind', kind,
      'actorId', actor, 'onBehalfOf', on_behalf_of,
      'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'clauses', clauses, 'payload', payload,
      'prevHash', entry.prev_hash, 'hash', entry.hash) END AS entry,
    CASE WHEN root.day IS NOT NULL THEN jsonb_build_object('day', root.day, 'root', root.root, 'cases', root.cases,
      'entries', root.entries, 'prevHash', root.prev_hash, 'hash', root.hash) END AS root
  FROM ledger_place AS place
  LEFT JOIN ledger_entry AS entry ON entry.case_id = place.case_id AND entry.seq = place.seq
  LEFT JOIN ledger_root AS root ON root.day = place.day
  WHERE position > $1 ORDER BY position LIMIT $2`;

/** The places after one, in order. What somebody took out of the ledger leaves a hole that the receiver finds. */
export async function readFeed(
  tx: Transaction,
  after: number,
  limit: number,
): Promise<{ start: FeedStart; items: FeedItem[] }> {
  await givePlaces(tx, after + limit);
  const { head, last } = await tx.one<{ head: string | null; last: number }>(
    `SELECT (SELECT head FROM ledger_place WHERE position = $1) AS head,
       coalesce((SELECT max(position) FROM ledger_place), 0)::int AS last`,
    [after],
  );
  const rows = await tx.query<Row>(PAGE_SQL, [after, limit]);
  const items = rows.flatMap(({ entry, root, ...place }): FeedItem[] => {
    if (entry !== null) return [{ ...place, entry }];
    return root === null ? [] : [{ ...place, root }];
  });
  return { start: { after, head: after === 0 ? FIRST_HEAD : head, last }, items };
}
