import type { Delivery, WaitingReport } from '../../rules/appraisal/delivery-file.js';
import { checkExpertPanel } from '../../rules/panel/expert-panel.js';
import { policyOfProject } from './policy-book.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { chosenAppraiserOf } from './chosen-appraiser.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';

interface OfEntry {
  readonly entryId: string;
  readonly trackId: string;
}

export interface Explanation {
  readonly place: string;
  readonly explainedOn: string;
  readonly households: number;
  readonly questions: string;
}

/** The agency explained its results in the scope, not in the future. */
export async function storeExplanation(
  tx: Transaction,
  { entryId, trackId }: OfEntry,
  { place, explainedOn, households, questions }: Explanation,
): Promise<void> {
  if (explainedOn > (await tx.today())) {
    throw refusal('FIELD_OUT_OF_RANGE', '说明日期不能晚于今天，请在说明以后填写', 'R-32', 'explainedOn');
  }
  await tx.query(
    `INSERT INTO appraisal_explanation (entry_id, track_id, place, explained_on, households, questions)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [entryId, trackId, place, explainedOn, households, questions],
  );
}

export interface Expert {
  readonly name: string;
  readonly registeredValuer: boolean;
  readonly agency?: string | undefined;
  readonly interested: boolean;
}

export interface ReferralOpinion {
  readonly experts: readonly Expert[];
  readonly faulty: boolean;
  readonly opinion: string;
}

/** Who judged, of the experts' committee; refused where the panel is not composed as it must be (SD7). */
export async function storeExpertPanel(
  tx: Transaction,
  { entryId, trackId }: OfEntry,
  experts: readonly Expert[],
): Promise<void> {
  const { projectId } = await getTrack(tx, trackId);
  const project = await registeredProject(tx, projectId);
  const chosen = await chosenAppraiserOf(tx, trackId);
  const ofAgency = await valuersOf(tx, trackId);
  const panel = experts.map(({ name, registeredValuer, agency, interested }) => ({
    personId: name,
    registeredValuer,
    agencyId: agency ?? (ofAgency.has(name) ? (chosen?.agencyId ?? null) : null),
    interested,
  }));
  const decision = checkExpertPanel(panel, chosen?.agencyId ?? '', await policyOfProject(tx, project));
  if (!decision.passed) throw new BusinessError(decision.findings.map((finding) => ({ ...finding, field: 'experts' })));
  const rows = panel.map(({ personId, registeredValuer, agencyId }, index) => ({
    position: index + 1,
    name: personId,
    valuer: registeredValuer,
    agency: agencyId,
  }));
  await tx.query(
    `INSERT INTO referral_expert (entry_id, position, name, registered_valuer, agency_id)
     SELECT $1, position, name, valuer, agency
     FROM jsonb_to_recordset($2::jsonb) AS row (position int, name text, valuer boolean, agency uuid)`,
    [entryId, JSON.stringify(rows)],
  );
}

/** Who of the chosen agency appraises a track: its people and whoever signed a report, so that none judges his own (SD7). */
async function valuersOf(tx: Transaction, trackId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(
    `SELECT display_name AS name FROM account JOIN chosen_appraiser ON organisation_id = agency_id WHERE track_id = $1
     UNION SELECT regexp_split_to_table(signed_by, '、') FROM appraisal_report WHERE track_id = $1`,
    [trackId],
  );
  return new Set(rows.map(({ name }) => name));
}

/** The opinion of the experts on what the town referred. */
export async function storeReferralOpinion(
  tx: Transaction,
  { entryId, trackId }: OfEntry,
  { experts, faulty, opinion }: ReferralOpinion,
): Promise<void> {
  await storeExpertPanel(tx, { entryId, trackId }, experts);
  await tx.query('INSERT INTO referral_opinion (entry_id, track_id, faulty, opinion) VALUES ($1, $2, $3, $4)', [
    entryId,
    trackId,
    faulty,
    opinion,
  ]);
}

/** Did the experts, as entered last, find the referred reports faulty? Undefined while they said nothing. */
export async function referralOpinionOf(
  tx: Transaction,
  trackId: string,
): Promise<{ faulty: boolean; opinion: string } | undefined> {
  return tx.maybeOne(
    `SELECT faulty, opinion FROM referral_opinion fact JOIN task_entry entry ON entry.id = entry_id
     WHERE track_id = $1 AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
}

/** Reports that are handed down and wait for their delivery. */
export async function undeliveredReports(tx: Transaction, trackId: string): Promise<WaitingReport[]> {
  return tx.query<WaitingReport>(
    `SELECT report.id AS "reportId", household.number AS "householdNumber",
       (handed_down_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "handedDownOn"
     FROM standing_report report JOIN household ON household.id = household_id
     WHERE track_id = $1 AND handed_down_at IS NOT NULL AND delivered_on IS NULL ORDER BY household.number`,
    [trackId],
  );
}

/** Stores who received the report, when and how; a delivery is never taken back. */
export async function storeDeliveries(tx: Transaction, entryId: string, lines: readonly Delivery[]): Promise<void> {
  await tx.query(
    `INSERT INTO report_delivery (report_id, entry_id, delivered_on, how)
     SELECT "reportId", $1, "deliveredOn", how
     FROM jsonb_to_recordset($2::jsonb) AS row ("reportId" uuid, "deliveredOn" date, how text)`,
    [entryId, JSON.stringify(lines)],
  );
}
