import { referralReasons } from '../../rules/appraisal/referral.js';
import { policyOfProject } from './policy-book.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { createAppraisalNotice } from './appraisal-notices.repository.js';
import { emit } from './outbox.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';

/** A report as it stands; amounts in fen, area in hundredths of m². */
export interface StandingReport {
  readonly id: string;
  readonly householdId: string;
  readonly householdNumber: string;
  readonly version: number;
  readonly number: string;
  readonly areaHundredths: bigint;
  readonly unitPriceFen: bigint;
  readonly valueFen: bigint;
  readonly valueDate: string;
  readonly status: 'submitted' | 'handed-down' | 'delivered';
}

interface ReportRow extends Omit<StandingReport, 'areaHundredths' | 'unitPriceFen' | 'valueFen'> {
  readonly area: string;
  readonly price: string;
  readonly value: string;
}

/**
 * The first reports of a track that a person may read, with what all of these come to in fen: nobody of the firm reads
 * one before the hand-down (SD4).
 */
export async function reportsFor(
  tx: Transaction,
  personId: string,
  trackId: string,
  limit: number,
): Promise<{ readonly reports: readonly StandingReport[]; readonly total: number; readonly totalFen: bigint }> {
  const sum = await tx.one<{ total: number; totalFen: bigint }>(
    `SELECT count(*)::int AS total, coalesce(sum(value_fen), 0)::bigint AS "totalFen" FROM reports_for($1, $2)`,
    [personId, trackId],
  );
  const rows = await tx.query<ReportRow>(
    `SELECT report.id, household_id AS "householdId", household.number AS "householdNumber", version, report.number,
       area_hundredths::text AS area, report.unit_price_fen::text AS price, value_fen::text AS value,
       value_date::text AS "valueDate", status
     FROM reports_for($1, $2) report JOIN household ON household.id = household_id ORDER BY household.number LIMIT $3`,
    [personId, trackId, limit],
  );
  const reports = rows.map(({ area, price, value, ...row }) => ({
    ...row,
    areaHundredths: BigInt(area),
    unitPriceFen: BigInt(price),
    valueFen: BigInt(value),
  }));
  return { reports, ...sum };
}

/** The report that a household is compensated by on a track; refused while it is not handed down. */
export async function reportOf(
  tx: Transaction,
  trackId: string,
  householdId: string,
): Promise<{ readonly id: string; readonly unitPriceFen: bigint }> {
  const row = await tx.maybeOne<{ id: string; price: string }>(
    `SELECT id, unit_price_fen::text AS price FROM standing_report
     WHERE track_id = $1 AND household_id = $2 AND handed_down_at IS NOT NULL`,
    [trackId, householdId],
  );
  if (row === undefined) {
    throw refusal('REPORT_MISSING', '本户没有已下发的评估报告，不能计算补偿，请先完成评估', 'R-32、R-35');
  }
  return { id: row.id, unitPriceFen: BigInt(row.price) };
}

/** How many reports of a track there are, are handed down and delivered. */
export async function countReports(
  tx: Transaction,
  trackId: string,
): Promise<{ reports: number; handedDown: number; delivered: number; referred: number }> {
  return tx.one(
    `SELECT count(*)::int AS reports, count(handed_down_at)::int AS "handedDown", count(delivered_on)::int AS delivered,
       count(referral.report_id)::int AS referred
     FROM standing_report LEFT JOIN report_referral referral ON referral.report_id = standing_report.id
     WHERE track_id = $1`,
    [trackId],
  );
}

/** Refers the reports of major sums to the expert committee, an extra check beside the household's own rights. */
export async function referMajorReports(tx: Transaction, trackId: string): Promise<number> {
  const { projectId } = await getTrack(tx, trackId);
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  const rows = await tx.query<{ id: string; value: string; total: string }>(
    `SELECT id, value_fen::text AS value, sum(value_fen) OVER ()::text AS total FROM standing_report WHERE track_id = $1`,
    [trackId],
  );
  const referred = rows.flatMap(({ id, value, total }) => {
    const figures = { householdFen: BigInt(value), projectFen: BigInt(total), majorProject: false };
    const reasons = referralReasons(figures, policy);
    return reasons.length > 0 ? [{ id, reasons }] : [];
  });
  await tx.query(
    `INSERT INTO report_referral (report_id, reasons)
     SELECT id, reasons FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, reasons text[]) ON CONFLICT DO NOTHING`,
    [JSON.stringify(referred)],
  );
  return referred.length;
}

/**
 * Hands the reviewed reports of a track down, all at once: from now on the firm may read them. Tells of it and
 * makes the notice of it. Answers the notice.
 */
export async function handDownReports(tx: Transaction, trackId: string): Promise<{ noticeId: string }> {
  await tx.lock(`case:${trackId}`);
  await tx.query(
    `INSERT INTO report_hand_down (report_id) SELECT id FROM standing_report
     WHERE track_id = $1 AND handed_down_at IS NULL ORDER BY id`,
    [trackId],
  );
  const { projectId, mode } = await getTrack(tx, trackId);
  const { code } = await registeredProject(tx, projectId);
  const { reports } = await countReports(tx, trackId);
  const variables = { projectId, trackId, mode, caseNumber: code, reports };
  await emit(tx, [{ name: 'reports-handed-down', correlationKey: trackId, variables }]);
  const payload = { reports };
  await appendEntry(tx, {
    caseId: trackId,
    kind: 'reports-handed-down',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-35', 'SD4'],
    payload,
  });
  return { noticeId: await createAppraisalNotice(tx, trackId, 'appraisal-result') };
}

/**
 * Tells every household whose report was delivered; its own periods begin. A corrected report came of an objection and
 * opens none. Answers how many still wait.
 */
export async function announceDeliveries(tx: Transaction, trackId: string): Promise<number> {
  const { projectId } = await getTrack(tx, trackId);
  const rows = await tx.query<{ id: string; householdId: string; caseNumber: string; deliveredOn: string }>(
    `SELECT report.id, household_id AS "householdId", case_number AS "caseNumber", delivered_on::text AS "deliveredOn"
     FROM standing_report report JOIN household ON household.id = household_id
     JOIN task_entry entry ON entry.id = entry_id AND act = 'issue-final-reports'
     WHERE track_id = $1 AND delivered_on IS NOT NULL ORDER BY case_number`,
    [trackId],
  );
  await emit(
    tx,
    rows.map(({ id, householdId, caseNumber, deliveredOn }) => ({
      name: 'report-delivered',
      correlationKey: householdId,
      occasion: id,
      variables: { projectId, trackId, householdId, caseNumber, reportId: id, deliveredOn },
    })),
  );
  const { reports, delivered } = await countReports(tx, trackId);
  return reports - delivered;
}
