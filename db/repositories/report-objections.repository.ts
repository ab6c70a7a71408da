import { mayRequest, objectionPeriod } from '../../rules/appraisal/objection-periods.js';
import type { IsoDate, IsoInstant } from '../../rules/dates.js';
import type { objectionResultTerms, objectionStepTerms } from '../../rules/vocabulary/appraisal.js';
import { BusinessError, NotFoundError, refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, householdActor, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { policyOfProject } from './policy-book.js';
import { registeredProject } from './projects.repository.js';

export type ObjectionStep = keyof typeof objectionStepTerms;
export type ObjectionResult = keyof typeof objectionResultTerms;

const PERIOD = { reappraisal: 'reappraisalRequest', expert: 'expertRequest' } as const;
const MESSAGE = { reappraisal: 'reappraisal-requested', expert: 'expert-determination-requested' } as const;

/** What a report says: area in hundredths of m², amounts in fen. */
interface Exact {
  readonly areaHundredths: bigint;
  readonly unitPriceFen: bigint;
  readonly valueFen: bigint;
}

/** A report that was delivered to a household, to which the household may object. */
export interface DeliveredReport extends Exact {
  readonly id: string;
  readonly trackId: string;
  readonly projectId: string;
  readonly householdId: string;
  readonly caseNumber: string;
  readonly number: string;
  readonly agency: string;
  readonly valueDate: IsoDate;
  readonly deliveredOn: IsoDate;
}

const REPORT = `SELECT report.id, report.track_id AS "trackId", household.project_id AS "projectId",
    household.id AS "householdId", case_number AS "caseNumber", report.number, organisation.name AS agency,
    report.value_date::text AS "valueDate", report.area_hundredths::text AS area,
    report.unit_price_fen::text AS price, report.value_fen::text AS value, delivered_on::text AS "deliveredOn"
  FROM appraisal_report report JOIN household ON household.id = household_id
  JOIN organisation ON organisation.id = agency_id JOIN report_delivery ON report_delivery.report_id = report.id`;

interface Amounts {
  readonly area: string;
  readonly price: string;
  readonly value: string;
}

type ReportRow = Omit<DeliveredReport, keyof Exact> & Amounts;

/** Area and amounts are exact integers, which the driver gives as text. */
const exact = <Row extends Amounts>({ area, price, value, ...row }: Row): Omit<Row, keyof Amounts> & Exact => ({
  ...row,
  areaHundredths: BigInt(area),
  unitPriceFen: BigInt(price),
  valueFen: BigInt(value),
});

export async function deliveredReport(tx: Transaction, reportId: string): Promise<DeliveredReport> {
  const row = await tx.maybeOne<ReportRow>(`${REPORT} WHERE report.id = $1`, [reportId]);
  if (row === undefined) throw new NotFoundError('delivered report', reportId);
  return exact(row);
}

/** The report of a household that counts now, once it is delivered; of two tracks that of the later delivery. */
export async function standingReportOf(tx: Transaction, householdId: string): Promise<DeliveredReport | undefined> {
  const row = await tx.maybeOne<ReportRow>(
    `${REPORT} WHERE report.id IN (SELECT id FROM standing_report WHERE household_id = $1)
     ORDER BY delivered_on DESC, report.version DESC LIMIT 1`,
    [householdId],
  );
  return row && exact(row);
}

/** A report of a household as a person may read it, delivered or not; the firm reads none before the hand-down (SD4). */
export interface ReadableReport extends Omit<DeliveredReport, 'deliveredOn'> {
  readonly version: number;
  readonly handedDownOn: IsoDate | null;
  readonly deliveredOn: IsoDate | null;
}

/** The reports of a household that count now, one a track, as far as this person may read them. */
export async function readableReportsOf(
  tx: Transaction,
  personId: string,
  householdId: string,
): Promise<ReadableReport[]> {
  const rows = await tx.query<Omit<ReadableReport, keyof Exact> & Amounts>(
    `SELECT report.id, report.track_id AS "trackId", household.project_id AS "projectId", version,
       household.id AS "householdId", case_number AS "caseNumber", report.number, organisation.name AS agency,
       value_date::text AS "valueDate", area_hundredths::text AS area, report.unit_price_fen::text AS price,
       value_fen::text AS value, delivered_on::text AS "deliveredOn",
       (handed_down_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "handedDownOn"
     FROM household JOIN track ON track.project_id = household.project_id
     JOIN LATERAL reports_for($1, track.id) report ON report.household_id = household.id
     JOIN organisation ON organisation.id = agency_id WHERE household.id = $2 ORDER BY track.opened_at`,
    [personId, householdId],
  );
  return rows.map(exact);
}

/** One step of a household's objection: how long it may be asked for, what was asked and what came of it. */
export interface ReportObjection {
  readonly reportId: string;
  readonly step: ObjectionStep;
  readonly opensOn: IsoDate;
  readonly lastDay: IsoDate;
  readonly requestId: string | null;
  readonly requestedOn: IsoDate | null;
  readonly faults: string | null;
  readonly answer: string | null;
  readonly result: ObjectionResult | null;
  readonly concludedOn: IsoDate | null;
}

const OBJECTIONS = `SELECT frame.report_id AS "reportId", frame.step, opens_on::text AS "opensOn",
    last_day::text AS "lastDay", request.id AS "requestId", requested_on::text AS "requestedOn", faults,
    CASE WHEN frame.step = 'reappraisal' THEN (SELECT answer FROM reappraisal_answer fact
        JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
        WHERE fact.report_id = frame.report_id ORDER BY entry.seq DESC LIMIT 1)
      ELSE (SELECT opinion FROM expert_determination fact
        JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
        WHERE fact.report_id = frame.report_id ORDER BY entry.seq DESC LIMIT 1) END AS answer,
    result, concluded_on::text AS "concludedOn"
  FROM objection_window frame LEFT JOIN objection_request request
    ON request.report_id = frame.report_id AND request.step = frame.step
  LEFT JOIN objection_result ON request_id = request.id`;

/** The steps that were opened for a report, the first first. */
export async function objectionsTo(tx: Transaction, reportId: string): Promise<ReportObjection[]> {
  return tx.query<ReportObjection>(`${OBJECTIONS} WHERE frame.report_id = $1 ORDER BY opens_on, frame.step DESC`, [
    reportId,
  ]);
}

/** All steps that were opened for the reports of a household, the oldest first. */
export async function objectionsOfHousehold(tx: Transaction, householdId: string): Promise<ReportObjection[]> {
  return tx.query<ReportObjection>(
    `${OBJECTIONS} WHERE frame.report_id IN (SELECT id FROM appraisal_report WHERE household_id = $1)
     ORDER BY opens_on, frame.step DESC`,
    [householdId],
  );
}

/** Opens the days in which a household may ask for a step: from the delivery, or from the result of the re-appraisal. */
export async function openObjectionWindow(
  tx: Transaction,
  reportId: string,
  step: ObjectionStep,
): Promise<{ endsAt: IsoInstant }> {
  const report = await deliveredReport(tx, reportId);
  const policy = await policyOfProject(tx, await registeredProject(tx, report.projectId));
  const [first] = await objectionsTo(tx, reportId);
  const opensOn = step === 'reappraisal' ? report.deliveredOn : first?.concludedOn;
  if (opensOn === null || opensOn === undefined) {
    throw refusal('STEP_OUT_OF_ORDER', '复核尚无结果，不能起算鉴定申请期限', policy.appraisal.expertRequest.basis);
  }
  const { lastDay, endsAt } = objectionPeriod(PERIOD[step], opensOn, holidayCalendar, policy);
  await tx.query(
    `INSERT INTO objection_window (report_id, step, opens_on, last_day) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [reportId, step, opensOn, lastDay],
  );
  return { endsAt };
}

export interface NewObjection {
  readonly householdId: string;
  readonly reportId: string;
  readonly step: ObjectionStep;
  readonly faults: string;
}

/**
 * A household asks for a re-appraisal or for the experts: in writing, in time, once, and before its agreement is
 * approved (办法 art 20, 22). The same words sent twice are one request.
 */
export async function requestObjection(tx: Transaction, given: NewObjection): Promise<{ id: string }> {
  const { householdId, reportId, step, faults } = given;
  await tx.lock(`case:${householdId}`);
  const report = await deliveredReport(tx, reportId);
  if (report.householdId !== householdId) throw new NotFoundError('delivered report', reportId);
  const opened = (await objectionsTo(tx, reportId)).find((each) => each.step === step);
  if (opened?.requestId && opened.faults === faults) return { id: opened.requestId };
  const policy = await policyOfProject(tx, await registeredProject(tx, report.projectId));
  const request = {
    step: PERIOD[step],
    receivedOn: opened?.opensOn ?? null,
    requestedOn: await tx.today(),
    faults,
    requestedBefore: opened?.requestId != null,
  };
  const { findings } = mayRequest(request, holidayCalendar, policy);
  if (findings.length > 0) throw new BusinessError(findings);
  const approved = await tx.query(
    `SELECT FROM agreement WHERE household_id = $1 AND status IN ('approved', 'sealed', 'effective')`,
    [householdId],
  );
  if (approved.length > 0) {
    throw refusal('TRANSITION_FORBIDDEN', '本户的协议已经审核通过，不能再对评估报告提出申请', 'R-32、R-41');
  }
  const row = await tx.one<{ id: string }>(
    'INSERT INTO objection_request (report_id, step, faults) VALUES ($1, $2, $3) RETURNING id',
    [reportId, step, faults],
  );
  await emit(tx, [{ name: MESSAGE[step], correlationKey: reportId, variables: { reportId, householdId } }]);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'report-objection-filed',
    actorId: householdActor(householdId),
    clauses: ['R-32'],
    payload: { reportId, requestId: row.id, step },
  });
  return row;
}

/** The corrected report of the running request that the town approved last, and its delivery as the firm entered it. */
interface Correction {
  readonly id: string;
  readonly deliveryEntryId: string | null;
}

async function approvedCorrection(tx: Transaction, reportId: string): Promise<Correction | undefined> {
  return tx.maybeOne<Correction>(
    `SELECT report.id, (SELECT fact.entry_id FROM correction_delivery fact
       JOIN task_entry given ON given.id = fact.entry_id AND given.superseded_at IS NULL
       WHERE fact.report_id = report.id ORDER BY given.seq DESC LIMIT 1) AS "deliveryEntryId"
     FROM appraisal_report report JOIN task_entry entry ON entry.id = report.entry_id
     JOIN case_act review ON review.case_id = entry.case_id AND review.act = 'review-revised-report'
       AND review.verdict = 'approved' AND review.withdrawn_at IS NULL AND review.content_hash = entry.content_hash
     WHERE entry.case_id = $1 AND entry.act = 'revise-report'
       AND NOT EXISTS (SELECT FROM objection_result WHERE corrected_id = report.id)
     ORDER BY report.version DESC LIMIT 1`,
    [reportId],
  );
}

/** Hands the corrected report down as the town approved it (R-35, SD4); until its delivery the report before it counts. */
export async function handDownCorrection(tx: Transaction, reportId: string): Promise<void> {
  await tx.lock(`case:${reportId}`);
  const corrected = await approvedCorrection(tx, reportId);
  if (corrected === undefined) throw refusal('STEP_OUT_OF_ORDER', '没有经街镇审核通过的更正报告', 'R-34、R-35');
  await tx.query('INSERT INTO report_hand_down (report_id) VALUES ($1) ON CONFLICT DO NOTHING', [corrected.id]);
}

/**
 * Records what came of the running request. A corrected report counts from now on: it was handed down and the firm has
 * delivered it. Answers the step that is settled; asked again it answers the same.
 */
export async function settleObjection(tx: Transaction, reportId: string): Promise<{ settledStep: ObjectionStep }> {
  await tx.lock(`case:${reportId}`);
  const asked = (await objectionsTo(tx, reportId)).filter(({ requestId }) => requestId !== null);
  const running = asked.at(-1);
  if (running === undefined) throw refusal('STEP_OUT_OF_ORDER', '没有可以办结的复核或鉴定申请', 'R-32');
  if (running.result !== null) return { settledStep: running.step };
  const corrected = await approvedCorrection(tx, reportId);
  if (corrected !== undefined) {
    if (corrected.deliveryEntryId === null) throw refusal('STEP_OUT_OF_ORDER', '更正报告尚未送达该户', 'R-35');
    await tx.query(
      `INSERT INTO report_delivery (report_id, entry_id, delivered_on, how)
       SELECT report_id, entry_id, delivered_on, how FROM correction_delivery WHERE entry_id = $1`,
      [corrected.deliveryEntryId],
    );
  }
  const result: ObjectionResult = corrected === undefined ? 'kept' : 'changed';
  await tx.query('INSERT INTO objection_result (request_id, result, corrected_id) VALUES ($1, $2, $3)', [
    running.requestId,
    result,
    corrected?.id ?? null,
  ]);
  const { householdId } = await deliveredReport(tx, reportId);
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'report-objection-settled',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-32', 'R-35'],
    payload: { reportId, step: running.step, result, correctedId: corrected?.id ?? null },
  });
  return { settledStep: running.step };
}
