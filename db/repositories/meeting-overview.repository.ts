import type { Transaction } from '../transaction.js';

/** How many rows of each list a page shows; the newest or the most urgent first. */
const MOST_ROWS = 200;

export interface MeetingOverview {
  readonly id: string;
  readonly number: string;
  readonly kind: 'regular' | 'called';
  readonly reason: string;
  readonly dueOn: string | null;
  readonly heldOn: string | null;
  readonly confirmed: boolean;
  readonly closed: boolean;
  readonly openDecisions: number;
  readonly overdueDecisions: number;
  readonly openCatchUp: number;
}

/** Decisions of confirmed minutes that nobody has confirmed as done. */
const OPEN_DECISIONS = `SELECT decision.*, minutes.meeting_id FROM meeting_decision decision
  JOIN confirmed_minutes minutes USING (entry_id) WHERE NOT EXISTS (SELECT FROM case_act
    WHERE case_id = decision.id AND act = 'confirm-decision' AND verdict = 'approved' AND withdrawn_at IS NULL)`;

export async function meetingOverviews(tx: Transaction): Promise<MeetingOverview[]> {
  return tx.query<MeetingOverview>(
    `WITH open AS (${OPEN_DECISIONS})
     SELECT id, number, kind, reason, due_on AS "dueOn",
       (SELECT held_on FROM meeting_attendance JOIN task_entry entry ON entry.id = entry_id
        WHERE meeting_id = meeting.id AND superseded_at IS NULL) AS "heldOn",
       EXISTS (SELECT FROM confirmed_minutes WHERE meeting_id = meeting.id) AS confirmed,
       EXISTS (SELECT FROM meeting_closing WHERE meeting_id = meeting.id) AS closed,
       (SELECT count(*)::int FROM open WHERE meeting_id = meeting.id) AS "openDecisions",
       (SELECT count(*)::int FROM open WHERE meeting_id = meeting.id AND open.due_on < app_today()) AS "overdueDecisions",
       (SELECT count(*)::int FROM catch_up_open WHERE meeting_id = meeting.id) AS "openCatchUp"
     FROM meeting ORDER BY convened_at DESC, number DESC LIMIT $1`,
    [MOST_ROWS],
  );
}

export interface OpenDecision {
  readonly id: string;
  readonly meetingNumber: string;
  readonly text: string;
  readonly ownerName: string;
  readonly organisationName: string;
  readonly dueOn: string;
  readonly overdue: boolean;
}

export async function openDecisions(tx: Transaction): Promise<OpenDecision[]> {
  return tx.query<OpenDecision>(
    `SELECT open.id, number AS "meetingNumber", text, display_name AS "ownerName", organisation.name AS "organisationName",
       open.due_on AS "dueOn", open.due_on < app_today() AS overdue
     FROM (${OPEN_DECISIONS}) open JOIN meeting ON meeting.id = meeting_id JOIN account ON account.id = owner_id
       JOIN organisation ON organisation.id = organisation_id ORDER BY open.due_on, number, position LIMIT $1`,
    [MOST_ROWS],
  );
}

export interface BindingInterpretation {
  readonly id: string;
  readonly meetingNumber: string;
  readonly rule: string;
  readonly reading: string;
  readonly validFrom: string;
  readonly parameter: string | null;
  readonly newValue: string | null;
  readonly projectCode: string | null;
}

/** The readings that bind all departments, newest first. */
export async function bindingInterpretations(tx: Transaction): Promise<BindingInterpretation[]> {
  return tx.query<BindingInterpretation>(
    `SELECT reading.id, meeting.number AS "meetingNumber", rule, reading, valid_from AS "validFrom", parameter,
       new_value AS "newValue", project.code AS "projectCode"
     FROM meeting_interpretation reading JOIN confirmed_minutes USING (entry_id) JOIN meeting ON meeting.id = meeting_id
       LEFT JOIN project ON project.id = project_id ORDER BY valid_from DESC, meeting.number DESC, position LIMIT $1`,
    [MOST_ROWS],
  );
}

export interface CatchUp {
  readonly id: string;
  readonly meetingNumber: string;
  readonly reading: string;
  readonly projectCode: string;
  readonly householdId: string;
  readonly caseNumber: string;
  readonly agreementNumber: string;
  /** Null while nobody has looked at it. */
  readonly checkedNote: string | null;
}

/** Agreements still to be held against a new reading, or to be settled. */
export async function openCatchUps(tx: Transaction): Promise<CatchUp[]> {
  return tx.query<CatchUp>(
    `SELECT item.id, meeting.number AS "meetingNumber", reading, project.code AS "projectCode",
       household.id AS "householdId", case_number AS "caseNumber", agreement.number AS "agreementNumber",
       checked.note AS "checkedNote"
     FROM catch_up_open item JOIN meeting ON meeting.id = meeting_id
       JOIN meeting_interpretation reading ON reading.id = interpretation_id
       JOIN agreement ON agreement.id = agreement_id JOIN household ON household.id = agreement.household_id
       JOIN project ON project.id = household.project_id LEFT JOIN catch_up_check checked ON checked.item_id = item.id
     ORDER BY item.listed_at, case_number LIMIT $1`,
    [MOST_ROWS],
  );
}

export interface RaisedMatter {
  readonly id: string;
  readonly organisationName: string;
  readonly text: string;
  readonly raisedAt: string;
}

/** Matters that no agenda has taken up yet. */
export async function waitingMatters(tx: Transaction): Promise<RaisedMatter[]> {
  return tx.query<RaisedMatter>(
    `SELECT matter.id, organisation.name AS "organisationName", text, raised_at AS "raisedAt"
     FROM meeting_matter matter JOIN organisation ON organisation.id = organisation_id
     WHERE NOT EXISTS (SELECT FROM meeting_agenda_item item JOIN task_entry entry ON entry.id = entry_id
       WHERE superseded_at IS NULL AND item.text = matter.text AND item.organisation_id = matter.organisation_id)
     ORDER BY raised_at, matter.id LIMIT $1`,
    [MOST_ROWS],
  );
}
