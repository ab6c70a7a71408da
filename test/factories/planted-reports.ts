import { APPLICATION_ROLE } from '../../db/application-role.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { PASSWORD } from './staff.js';

/** Writes as the owner of the database, whom no trigger stops; the application could not. */
export async function pastTheGuards<T>(tx: Transaction, write: () => Promise<T>): Promise<T> {
  await tx.query('SET LOCAL ROLE NONE');
  await tx.query('SET LOCAL session_replication_role = replica');
  const written = await write();
  await tx.query('SET LOCAL session_replication_role = DEFAULT');
  await tx.query(`SET LOCAL ROLE ${APPLICATION_ROLE}`);
  return written;
}

/**
 * Reports of every household of a track at the price it was registered with, handed down: the appraisal takes a month
 * that no other story is about. The track has them once.
 */
export async function plantReports(tx: Transaction, projectId: string, trackId: string): Promise<void> {
  const known = await tx.query('SELECT FROM appraisal_report WHERE track_id = $1', [trackId]);
  if (known.length > 0) return;
  const agencyId = await createOrganisation(tx, '报告估价机构', 'appraisal-agency');
  const valuerId = await createAccount(tx, {
    username: 'report-valuer',
    displayName: '报告估价师',
    organisationId: agencyId,
    password: PASSWORD,
    roles: [{ role: 'valuer', validFrom: '2020-01-01' }],
  });
  await pastTheGuards(tx, async () => {
    const { id } = await tx.one<{ id: string }>(
      `INSERT INTO task_entry (case_kind, case_id, act, task_key, person_id, round, content_hash, given)
       VALUES ('track', $1, 'issue-final-reports', $3, $2, 1, repeat('d', 64), '{}') RETURNING id`,
      [trackId, valuerId, `planted:${trackId}`],
    );
    await tx.query(
      `INSERT INTO appraisal_report (entry_id, track_id, household_id, version, number, area_hundredths, unit_price_fen,
         value_fen, value_date, agency_id, valuer_id, signed_by, paper_hash)
       SELECT $1, $2, household.id, 1, '沪估-' || number, area, unit_price_fen, round(area * unit_price_fen::numeric / 100),
         '2026-01-01', $3, $4, '估价师甲、估价师乙', repeat('e', 64)
       FROM household CROSS JOIN LATERAL (SELECT coalesce((SELECT area_hundredths FROM area_determination
         WHERE household_id = household.id AND status = 'frozen'), 100) AS area) AS frozen WHERE project_id = $5`,
      [id, trackId, agencyId, valuerId, projectId],
    );
    await tx.query(
      `INSERT INTO report_hand_down (report_id, handed_down_at)
       SELECT id, app_now() FROM appraisal_report WHERE track_id = $1`,
      [trackId],
    );
  });
}
