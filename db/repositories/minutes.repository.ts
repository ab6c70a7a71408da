import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';

export interface NewDecision {
  readonly text: string;
  readonly ownerId: string;
  readonly dueOn: string;
}

export interface NewInterpretation {
  readonly rule: string;
  readonly reading: string;
  readonly validFrom: string;
  /** Where the reading changes a figure of the rules. */
  readonly parameter: string | null;
  readonly newValue: string | null;
  /** Null: all projects alike. */
  readonly projectId: string | null;
}

export interface NewMinutes {
  readonly summary: string;
  readonly decisions: readonly NewDecision[];
  readonly interpretations: readonly NewInterpretation[];
}

export async function storeMinutes(
  tx: Transaction,
  { entryId, meetingId }: { readonly entryId: string; readonly meetingId: string },
  { summary, decisions, interpretations }: NewMinutes,
): Promise<void> {
  await tx.query('INSERT INTO meeting_minutes (entry_id, meeting_id, summary) VALUES ($1, $2, $3)', [
    entryId,
    meetingId,
    summary,
  ]);
  const numbered = (items: readonly object[]) =>
    JSON.stringify(items.map((item, index) => ({ ...item, position: index + 1 })));
  await tx.query(
    `INSERT INTO meeting_decision (entry_id, position, text, owner_id, due_on)
     SELECT $1, position, text, "ownerId", "dueOn" FROM jsonb_to_recordset($2::jsonb)
       AS row (position integer, text text, "ownerId" uuid, "dueOn" date)`,
    [entryId, numbered(decisions)],
  );
  await tx.query(
    `INSERT INTO meeting_interpretation (entry_id, position, rule, reading, valid_from, parameter, new_value, project_id)
     SELECT $1, position, rule, reading, "validFrom", parameter, "newValue", "projectId"
     FROM jsonb_to_recordset($2::jsonb) AS row (position integer, rule text, reading text, "validFrom" date,
       parameter text, "newValue" text, "projectId" uuid)`,
    [entryId, numbered(interpretations)],
  );
}

export interface MeetingDecision extends NewDecision {
  readonly id: string;
  readonly meetingId: string;
  readonly position: number;
}

export interface MeetingInterpretation extends NewInterpretation {
  readonly id: string;
  readonly position: number;
}

const DECISION = `decision.id, meeting_id AS "meetingId", position, text, owner_id AS "ownerId", due_on AS "dueOn"`;

export async function getDecision(tx: Transaction, id: string): Promise<MeetingDecision> {
  const decision = await tx.maybeOne<MeetingDecision>(
    `SELECT ${DECISION} FROM meeting_decision decision JOIN meeting_minutes USING (entry_id) WHERE decision.id = $1`,
    [id],
  );
  if (!decision) throw new NotFoundError('meeting_decision', id);
  return decision;
}

export interface Minutes {
  readonly summary: string;
  readonly decisions: readonly MeetingDecision[];
  readonly interpretations: readonly MeetingInterpretation[];
}

/** The minutes as they stand, confirmed or not. */
export async function minutesOf(tx: Transaction, meetingId: string): Promise<Minutes | undefined> {
  const minutes = await tx.maybeOne<{ entryId: string; summary: string }>(
    `SELECT entry_id AS "entryId", summary FROM meeting_minutes JOIN task_entry entry ON entry.id = entry_id
     WHERE meeting_id = $1 AND superseded_at IS NULL`,
    [meetingId],
  );
  if (!minutes) return undefined;
  const decisions = await tx.query<MeetingDecision>(
    `SELECT ${DECISION} FROM meeting_decision decision JOIN meeting_minutes USING (entry_id)
     WHERE entry_id = $1 ORDER BY position`,
    [minutes.entryId],
  );
  const interpretations = await tx.query<MeetingInterpretation>(
    `SELECT id, position, rule, reading, valid_from AS "validFrom", parameter, new_value AS "newValue",
       project_id AS "projectId" FROM meeting_interpretation WHERE entry_id = $1 ORDER BY position`,
    [minutes.entryId],
  );
  return { summary: minutes.summary, decisions, interpretations };
}

/** What the owner of a decision has done. */
export async function storeDecisionReport(
  tx: Transaction,
  { entryId, decisionId }: { readonly entryId: string; readonly decisionId: string },
  report: { readonly result: string; readonly documentId: string | null },
): Promise<void> {
  await tx.query('INSERT INTO decision_report (entry_id, decision_id, result, document_id) VALUES ($1, $2, $3, $4)', [
    entryId,
    decisionId,
    report.result,
    report.documentId,
  ]);
}

export async function decisionReportOf(tx: Transaction, decisionId: string): Promise<{ result: string } | undefined> {
  return tx.maybeOne<{ result: string }>(
    `SELECT result FROM decision_report JOIN task_entry entry ON entry.id = entry_id
     WHERE decision_id = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [decisionId],
  );
}
