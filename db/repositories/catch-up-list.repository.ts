import type { Transaction } from '../transaction.js';

/**
 * Lists the agreements that the readings of a meeting touch: every one that stands, in the projects they are about,
 * whether it is being signed, sealed or in force. Answers how many are still to be looked at.
 */
export async function listCatchUp(tx: Transaction, meetingId: string): Promise<number> {
  await tx.query(
    `INSERT INTO catch_up_item (interpretation_id, agreement_id)
     SELECT reading.id, agreement.id FROM meeting_interpretation reading JOIN confirmed_minutes USING (entry_id)
       JOIN household ON reading.project_id IS NULL OR household.project_id = reading.project_id
       JOIN agreement ON agreement.household_id = household.id AND agreement.status <> 'superseded'
     WHERE meeting_id = $1 AND NOT EXISTS (SELECT FROM project_settlement settled
       WHERE settled.project_id = household.project_id) ON CONFLICT DO NOTHING`,
    [meetingId],
  );
  return openCatchUp(tx, meetingId);
}

/** Agreements of a meeting's readings that are not checked and settled yet. */
export async function openCatchUp(tx: Transaction, meetingId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    'SELECT count(*)::int AS count FROM catch_up_open WHERE meeting_id = $1',
    [meetingId],
  );
  return count;
}
