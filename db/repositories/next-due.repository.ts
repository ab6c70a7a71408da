import { remedyPeriods } from '../../rules/expropriation/remedies.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { planTrack } from './plans.repository.js';

/** Ends of the period to sue against expropriations whose account of reviews and suits is not closed. */
async function suitsEnd(tx: Transaction): Promise<string[]> {
  const decided = await tx.query<{ trackId: string; publishedOn: string }>(
    `SELECT DISTINCT ON (track_id) track_id AS "trackId",
       (published_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "publishedOn"
     FROM expropriation_decision decision JOIN notice ON notice.id = notice_id
     WHERE published_at IS NOT NULL
       AND last_verdict(track_id, ARRAY['track-expropriation-remedies']) IS DISTINCT FROM 'exhausted'
     ORDER BY track_id, version DESC`,
  );
  const ends: string[] = [];
  for (const { trackId, publishedOn } of decided) {
    const { policy } = await planTrack(tx, trackId);
    ends.push(remedyPeriods(publishedOn, holidayCalendar, policy).suit.endsAt);
  }
  return ends;
}

/**
 * The earliest instant after now at which time alone moves a case on: a notice or a vote ends, a seed is published, a
 * payment is prepared or due, the last day to go against a decision is over, a process has waited long enough.
 */
export async function nextDueAt(tx: Transaction): Promise<string | null> {
  const { next } = await tx.one<{ next: string | null }>(
    `SELECT min(at) AS next FROM (
       SELECT ends_at AS at FROM notice WHERE status = 'published'
       UNION ALL
       SELECT signing_ends_at FROM project
       UNION ALL
       SELECT closes_at FROM vote
       UNION ALL
       SELECT seed_published_on::timestamp AT TIME ZONE 'Asia/Shanghai' FROM lottery_call
       UNION ALL
       SELECT unnest(CASE WHEN list.version = 0 THEN ARRAY[prepare_at, due_at] ELSE ARRAY[due_at] END)
       FROM payment_round round JOIN payment_list list ON list.round_id = round.id WHERE list.status <> 'settled'
       UNION ALL
       SELECT unnest($1::timestamptz[])
       UNION ALL
       SELECT next_process_timer()
     ) due WHERE at > app_now()`,
    [await suitsEnd(tx)],
  );
  return next;
}
