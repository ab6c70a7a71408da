import type { IsoDate } from '../../rules/dates.js';
import type { Finding } from '../../rules/decision.js';
import { areaFactor, multiplyHalfUp } from '../../rules/units.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { storeExpertPanel } from './appraisal-steps.repository.js';
import type { Expert } from './appraisal-steps.repository.js';
import { storeReports } from './appraisals.repository.js';
import { deliveredReport } from './report-objections.repository.js';

interface OfEntry {
  readonly entryId: string;
  readonly reportId: string;
}

/** The agency's written answer to a request of re-appraisal. */
export async function storeAnswer(tx: Transaction, { entryId, reportId }: OfEntry, answer: string): Promise<void> {
  await tx.query('INSERT INTO reappraisal_answer (entry_id, report_id, answer) VALUES ($1, $2, $3)', [
    entryId,
    reportId,
    answer,
  ]);
}

export interface CorrectedReport {
  readonly unitPriceFen: bigint;
  readonly photos: number;
  readonly ownerSigned: boolean;
  readonly number: string;
  readonly valuers: readonly string[];
  readonly sealed: boolean;
  readonly paperHash: string;
}

/** A corrected report of one household, as the next version; held to the same rules as the first. */
export async function storeCorrection(
  tx: Transaction,
  { entryId, reportId, valuerId }: OfEntry & { readonly valuerId: string },
  { number, ...corrected }: CorrectedReport,
): Promise<void> {
  const { trackId, householdId, areaHundredths } = await deliveredReport(tx, reportId);
  const valueFen = multiplyHalfUp(corrected.unitPriceFen, areaFactor(areaHundredths));
  const line = { ...corrected, householdId, areaHundredths, valueFen, reportNumber: number };
  await storeReports(tx, { entryId, trackId, valuerId }, [line]);
}

/** When and how the firm brought the household its corrected report; refused before the hand-down. */
export async function storeCorrectionDelivery(
  tx: Transaction,
  { entryId, reportId }: OfEntry,
  { deliveredOn, how }: { readonly deliveredOn: IsoDate; readonly how: string },
): Promise<void> {
  const corrected = await tx.maybeOne<{ id: string }>(
    `SELECT report.id FROM appraisal_report report JOIN report_hand_down ON report_id = report.id
     WHERE corrected_by(entry_id) = $1 AND NOT EXISTS (SELECT FROM report_delivery WHERE report_id = report.id)
     ORDER BY version DESC LIMIT 1`,
    [reportId],
  );
  if (corrected === undefined) throw refusal('STEP_OUT_OF_ORDER', '没有已下发、待送达的更正报告', 'R-35');
  await tx.query('INSERT INTO correction_delivery (entry_id, report_id, delivered_on, how) VALUES ($1, $2, $3, $4)', [
    entryId,
    corrected.id,
    deliveredOn,
    how,
  ]);
}

/** The opinion of the experts on a household's report; refused where the panel is not composed as it must be (SD7). */
export async function storeDetermination(
  tx: Transaction,
  { entryId, reportId }: OfEntry,
  { experts, opinion }: { readonly experts: readonly Expert[]; readonly opinion: string },
): Promise<void> {
  const { trackId } = await deliveredReport(tx, reportId);
  await storeExpertPanel(tx, { entryId, trackId }, experts);
  await tx.query('INSERT INTO expert_determination (entry_id, report_id, opinion) VALUES ($1, $2, $3)', [
    entryId,
    reportId,
    opinion,
  ]);
}

/** What stands against approving a household's agreement: its objection runs, or its report has been corrected since. */
export async function reportInTheWay(tx: Transaction, householdId: string): Promise<readonly Finding[]> {
  const { runs, standing } = await tx.one<{ runs: boolean; standing: boolean }>(
    `SELECT objection_runs($1) AS runs, EXISTS (SELECT FROM agreement
       JOIN compensation_calculation computed ON computed.id = calculation_id
       JOIN standing_report report ON report.id = computed.report_id
       WHERE agreement.household_id = $1 AND agreement.status <> 'superseded') AS standing`,
    [householdId],
  );
  const basis = 'R-32、R-41';
  if (runs) return [{ code: 'OBJECTION_OPEN', message: '该户的评估复核或鉴定尚未办结，请等办结后再审核', basis }];
  const message = '协议所依据的评估报告已被更正，请以理由 a 退回，重新协商和计算';
  return standing ? [] : [{ code: 'REPORT_MISSING', message, basis }];
}

export interface Correction {
  readonly version: number;
  readonly number: string;
  readonly unitPriceFen: bigint;
  readonly valueFen: bigint;
  readonly handedDown: boolean;
}

/** Corrected reports of an objection, returned ones too, the first first. For valuers, town and experts alone (SD4). */
export async function correctionsOf(tx: Transaction, reportId: string): Promise<Correction[]> {
  const rows = await tx.query<{ version: number; number: string; price: string; value: string; down: boolean }>(
    `SELECT version, number, unit_price_fen::text AS price, value_fen::text AS value,
       EXISTS (SELECT FROM report_hand_down WHERE report_id = report.id) AS down
     FROM appraisal_report report JOIN task_entry entry ON entry.id = entry_id
     WHERE entry.case_id = $1 AND act = 'revise-report' AND superseded_at IS NULL ORDER BY version`,
    [reportId],
  );
  return rows.map(({ price, value, down, ...row }) => ({
    ...row,
    unitPriceFen: BigInt(price),
    valueFen: BigInt(value),
    handedDown: down,
  }));
}
