import type { Transaction } from '../transaction.js';

/** How far the expropriation of a track has come. */
export interface ExpropriationState {
  readonly planAdopted: boolean;
  /** Stopped by an order, or annulled: nothing that follows from the decision may be done. */
  readonly halted: boolean;
  /** Remedies are exhausted. */
  readonly final: boolean;
}

export async function expropriationState(tx: Transaction, trackId: string): Promise<ExpropriationState> {
  return tx.one<ExpropriationState>(
    `SELECT EXISTS (SELECT FROM plan_adoption WHERE track_id = $1) AS "planAdopted", expropriation_halted($1) AS halted,
       last_verdict($1, ARRAY['track-expropriation-remedies']) IS NOT DISTINCT FROM 'exhausted' AS final`,
    [trackId],
  );
}

/** A notice of the decision, or of the refusal, on a track. */
export interface ExpropriationNotice {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Null before it is published. */
  readonly publishedOn: string | null;
  readonly endsOn: string | null;
}

export async function expropriationNoticesOf(tx: Transaction, trackId: string): Promise<ExpropriationNotice[]> {
  return tx.query<ExpropriationNotice>(
    `SELECT id, number, title, (published_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "publishedOn",
       (ends_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "endsOn"
     FROM notice WHERE id IN (SELECT notice_id FROM expropriation_decision WHERE track_id = $1
       UNION SELECT notice_id FROM expropriation_refusal WHERE track_id = $1) ORDER BY number`,
    [trackId],
  );
}

/** The track whose decision or refusal a notice is of; null for every other notice. */
export async function trackOfExpropriation(tx: Transaction, noticeId: string): Promise<string | null> {
  const row = await tx.maybeOne<{ trackId: string }>(
    `SELECT track_id AS "trackId" FROM expropriation_decision WHERE notice_id = $1
     UNION SELECT track_id FROM expropriation_refusal WHERE notice_id = $1`,
    [noticeId],
  );
  return row?.trackId ?? null;
}
