import type { IsoDate } from '../../rules/dates.js';
import type { DisciplineMeasure } from '../../rules/supervision/inspection-terms.js';
import type { LeastMeasure } from '../../rules/supervision/least-measure.js';
import type { Severity } from '../../rules/supervision/rectification.js';
import type { Transaction } from '../transaction.js';

const STANDING = 'JOIN task_entry entry ON entry.id = fact.entry_id AND entry.superseded_at IS NULL';

/** What is entered in an inspection; each fact stands while its entry does. */
export interface FoundProblem {
  readonly description: string;
  readonly clause: string;
  readonly severity: Severity;
  /** What is to be done about it. */
  readonly demand: string;
  readonly householdId: string | null;
}

export interface Breach {
  readonly personId: string;
  readonly clause: string;
  readonly fact: string;
}

export interface InspectionRecord {
  readonly examined: string;
  readonly guidance: string | null;
  readonly findings: readonly FoundProblem[];
  readonly breaches: readonly Breach[];
}

export interface StandingRecord extends InspectionRecord {
  readonly recordedOn: IsoDate;
  readonly recordedBy: string;
}

export interface OfInspection {
  readonly entryId: string;
  readonly inspectionId: string;
}

export async function storeInspectors(
  tx: Transaction,
  { entryId, inspectionId }: OfInspection,
  personIds: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO inspection_inspector (entry_id, inspection_id, person_id)
     SELECT $1, $2, person FROM unnest($3::uuid[]) AS person`,
    [entryId, inspectionId, personIds],
  );
}

export async function storeRecord(
  tx: Transaction,
  { entryId, inspectionId }: OfInspection,
  { examined, guidance, findings, breaches }: InspectionRecord,
): Promise<void> {
  await tx.query(
    'INSERT INTO inspection_record (entry_id, inspection_id, examined, guidance) VALUES ($1, $2, $3, $4)',
    [entryId, inspectionId, examined, guidance],
  );
  await tx.query(
    `INSERT INTO inspection_finding (entry_id, position, description, clause, severity, demand, household_id)
     SELECT $1, place, found ->> 'description', found ->> 'clause', found ->> 'severity', found ->> 'demand',
       (found ->> 'householdId')::uuid
     FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS given (found, place)`,
    [entryId, JSON.stringify(findings)],
  );
  await tx.query(
    `INSERT INTO inspection_breach (entry_id, person_id, clause, fact)
     SELECT $1, "personId", clause, fact FROM jsonb_to_recordset($2::jsonb) AS row ("personId" uuid, clause text, fact text)`,
    [entryId, JSON.stringify(breaches)],
  );
}

export interface Rectification {
  readonly measures: string;
  readonly documentId: string;
}

export async function storeRectification(
  tx: Transaction,
  { entryId, inspectionId }: OfInspection,
  { measures, documentId }: Rectification,
): Promise<void> {
  await tx.query('INSERT INTO rectification (entry_id, inspection_id, measures, document_id) VALUES ($1, $2, $3, $4)', [
    entryId,
    inspectionId,
    measures,
    documentId,
  ]);
}

/** Keeps what the firm's table says; once, however often it is told. */
export async function keepLeastMeasure(tx: Transaction, inspectionId: string, least: LeastMeasure): Promise<void> {
  await tx.query(
    'INSERT INTO discipline_standard (inspection_id, least_measure) VALUES ($1, $2) ON CONFLICT (inspection_id) DO NOTHING',
    [inspectionId, least],
  );
}

export async function leastMeasureOf(tx: Transaction, inspectionId: string): Promise<LeastMeasure | undefined> {
  const found = await tx.maybeOne<{ least: LeastMeasure }>(
    'SELECT least_measure AS least FROM discipline_standard WHERE inspection_id = $1',
    [inspectionId],
  );
  return found?.least;
}

/** How many of these persons another inspection has brought a measure. */
export async function countEarlierDisciplined(
  tx: Transaction,
  inspectionId: string,
  personIds: readonly string[],
): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(DISTINCT fact.person_id)::int AS count FROM discipline_decision fact ${STANDING}
     WHERE inspection_id <> $1 AND fact.person_id = ANY ($2::uuid[]) AND measure <> 'none'`,
    [inspectionId, personIds],
  );
  return count;
}

export interface DisciplineDecision {
  readonly personId: string;
  readonly measure: DisciplineMeasure;
  readonly firmRule: string;
  readonly reason: string;
}

export async function storeDiscipline(
  tx: Transaction,
  { entryId, inspectionId }: OfInspection,
  decisions: readonly DisciplineDecision[],
): Promise<void> {
  await tx.query(
    `INSERT INTO discipline_decision (entry_id, inspection_id, person_id, measure, firm_rule, reason)
     SELECT $1, $2, "personId", measure, "firmRule", reason FROM jsonb_to_recordset($3::jsonb)
       AS row ("personId" uuid, measure text, "firmRule" text, reason text)`,
    [entryId, inspectionId, JSON.stringify(decisions)],
  );
}

export async function inspectorsOf(tx: Transaction, inspectionId: string): Promise<string[]> {
  const rows = await tx.query<{ personId: string }>(
    `SELECT fact.person_id AS "personId" FROM inspection_inspector fact ${STANDING}
     WHERE inspection_id = $1 ORDER BY fact.person_id`,
    [inspectionId],
  );
  return rows.map(({ personId }) => personId);
}

export async function recordOf(tx: Transaction, inspectionId: string): Promise<StandingRecord | undefined> {
  return tx.maybeOne<StandingRecord>(
    `SELECT examined, guidance, recorded_on AS "recordedOn", entry.person_id AS "recordedBy",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('description', description, 'clause', clause, 'severity', severity,
         'demand', demand, 'householdId', household_id) ORDER BY position), '[]')
        FROM inspection_finding found WHERE found.entry_id = fact.entry_id) AS findings,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', breach.person_id, 'clause', clause, 'fact', breach.fact)),
         '[]') FROM inspection_breach breach WHERE breach.entry_id = fact.entry_id) AS breaches
     FROM inspection_record fact ${STANDING} WHERE inspection_id = $1`,
    [inspectionId],
  );
}

export async function rectificationOf(
  tx: Transaction,
  inspectionId: string,
): Promise<(Rectification & { rectifiedOn: IsoDate; rectifiedBy: string }) | undefined> {
  return tx.maybeOne(
    `SELECT measures, document_id AS "documentId", rectified_on AS "rectifiedOn", entry.person_id AS "rectifiedBy"
     FROM rectification fact ${STANDING} WHERE inspection_id = $1`,
    [inspectionId],
  );
}

export async function disciplineOf(tx: Transaction, inspectionId: string): Promise<DisciplineDecision[]> {
  return tx.query<DisciplineDecision>(
    `SELECT fact.person_id AS "personId", measure, firm_rule AS "firmRule", reason
     FROM discipline_decision fact ${STANDING} WHERE inspection_id = $1 ORDER BY fact.person_id`,
    [inspectionId],
  );
}

/** Of these persons, those who belong to the base of the project (SD13). */
export async function baseStaffAmong(
  tx: Transaction,
  projectId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT person AS id FROM unnest($2::uuid[]) AS person WHERE works_at_base(person, $1)',
    [projectId, personIds],
  );
  return rows.map(({ id }) => id);
}

/** Was the person assigned to this inspection, or is nobody left who was? */
export async function mayRecord(tx: Transaction, inspectionId: string, personId: string): Promise<boolean> {
  const { may } = await tx.one<{ may: boolean }>('SELECT may_record_inspection($1, $2) AS may', [
    personId,
    inspectionId,
  ]);
  return may;
}
