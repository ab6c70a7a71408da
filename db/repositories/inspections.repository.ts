import type { IsoDate } from '../../rules/dates.js';
import type { InspectionKind, InspectionSide, InspectionState } from '../../rules/supervision/inspection-terms.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { registeredProject } from './projects.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

/** One inspection of a project base. */
export interface Inspection {
  readonly id: string;
  readonly number: string;
  readonly projectId: string;
  readonly firmOrganisationId: string;
  readonly kind: InspectionKind;
  readonly side: InspectionSide;
  readonly dueOn: IsoDate;
  readonly reason: string;
  /** What a random sample was drawn with; null for the other kinds. */
  readonly seed: string | null;
  /** The public draw of a random sample. */
  readonly drawId: string | null;
  readonly openedBy: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
}

export interface NewInspection {
  readonly projectId: string;
  readonly kind: InspectionKind;
  readonly side: InspectionSide;
  readonly dueOn: IsoDate;
  readonly reason: string;
  /** The draw of a random sample and the seed that came out. */
  readonly drawn?: { readonly drawId: string; readonly seed: string };
  /** Null: the plan opens it. */
  readonly openedBy: string | null;
}

/** An inspection with how far it is and what is open, as lists show it. */
export interface InspectionRow extends Inspection {
  readonly projectName: string;
  readonly projectCode: string;
  readonly state: InspectionState;
  readonly findings: number;
  readonly breaches: number;
  /** Last day of what is to be done next; null when it is closed. */
  readonly nextDueOn: IsoDate | null;
}

const COLUMNS = `inspection.id, inspection.number, inspection.project_id AS "projectId",
  inspection.firm_organisation_id AS "firmOrganisationId", inspection.kind, side, due_on AS "dueOn", reason, seed,
  draw_id AS "drawId",  opened_by AS "openedBy", opened_at AS "openedAt", closed_at AS "closedAt"`;

/** Opens an inspection, in the ledger of its own and by the message that starts its process. Answers its id. */
export async function openInspection(tx: Transaction, inspection: NewInspection): Promise<string> {
  const { projectId, kind, side, dueOn, reason, openedBy, drawn } = inspection;
  await tx.lock(`inspections:${projectId}`);
  const { code, firmOrganisationId } = await registeredProject(tx, projectId);
  const { count } = await tx.one<{ count: number }>(
    'SELECT count(*)::int AS count FROM inspection WHERE project_id = $1',
    [projectId],
  );
  const number = `检-${code}-${String(count + 1).padStart(3, '0')}`;
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO inspection (number, project_id, firm_organisation_id, kind, side, due_on, reason, seed, draw_id,
       opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      number,
      projectId,
      firmOrganisationId,
      kind,
      side,
      dueOn,
      reason,
      drawn?.seed ?? null,
      drawn?.drawId ?? null,
      openedBy,
    ],
  );
  await appendEntry(tx, {
    caseId: id,
    kind: 'case-opened',
    actorId: openedBy ?? SYSTEM_ACTOR,
    clauses: kind === 'before' || kind === 'during' || kind === 'after' ? ['R-71'] : ['R-70'],
    payload: { projectId, kind, side, dueOn },
  });
  const variables = { inspectionId: id, caseNumber: number, side };
  await emit(tx, [{ name: 'inspection-opened', correlationKey: id, variables }]);
  return id;
}

export async function getInspection(tx: Transaction, id: string): Promise<Inspection> {
  const inspection = await tx.maybeOne<Inspection>(`SELECT ${COLUMNS} FROM inspection WHERE id = $1`, [id]);
  if (inspection === undefined) throw new NotFoundError('inspection', id);
  return inspection;
}

/** Closes an inspection; the database refuses while anything found is open. Once. */
export async function closeInspection(tx: Transaction, id: string): Promise<void> {
  const closed = await tx.change<{ id: string }>(
    'UPDATE inspection SET closed_at = app_now() WHERE id = $1 AND closed_at IS NULL RETURNING id',
    [id],
  );
  if (closed.length === 0) return;
  const clauses = ['R-53'];
  await appendEntry(tx, { caseId: id, kind: 'case-closed', actorId: SYSTEM_ACTOR, clauses, payload: {} });
}

const ROWS = `
  WITH record AS (
    SELECT inspection_id, entry.id, entry.task_key FROM inspection_record
    JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
    WHERE EXISTS (SELECT FROM case_act WHERE case_act.task_key = entry.task_key AND withdrawn_at IS NULL)
  ), progress AS (
    SELECT inspection.*, record.id AS record_id,
      (SELECT count(*)::int FROM inspection_finding WHERE entry_id = record.id) AS findings,
      (SELECT count(*)::int FROM inspection_breach WHERE entry_id = record.id) AS breaches,
      (SELECT max(due_on) FROM rectification_opinion WHERE inspection_id = inspection.id) AS rectify_by,
      EXISTS (SELECT FROM case_act WHERE case_id = inspection.id AND act LIKE 'assign-%' AND withdrawn_at IS NULL) AS assigned,
      (SELECT count(*) FROM case_act WHERE case_id = inspection.id AND act = 'rectify-findings' AND withdrawn_at IS NULL)
        > (SELECT count(*) FROM case_act WHERE case_id = inspection.id AND act LIKE 'recheck-%' AND verdict = 'returned'
          AND withdrawn_at IS NULL) AS rectified,
      EXISTS (SELECT FROM case_act WHERE case_id = inspection.id AND act LIKE 'recheck-%' AND verdict = 'approved'
        AND withdrawn_at IS NULL) AS rechecked
    FROM inspection LEFT JOIN record ON record.inspection_id = inspection.id
  ), stated AS (
    SELECT *, CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN NOT assigned THEN 'to-assign'
      WHEN record_id IS NULL THEN 'to-record' WHEN findings = 0 OR rechecked THEN 'to-decide'
      WHEN rectified THEN 'to-recheck' ELSE 'to-rectify' END AS state
    FROM progress
  )
  SELECT ${COLUMNS.replaceAll('inspection.', 'stated.')}, project.name AS "projectName", project.code AS "projectCode",
    state, findings, breaches, CASE state WHEN 'closed' THEN NULL WHEN 'to-rectify' THEN coalesce(rectify_by, due_on)
      ELSE due_on END AS "nextDueOn"
  FROM stated JOIN project ON project.id = project_id`;

export interface InspectionFilter {
  /** Only those of this project; null: of all. */
  readonly projectId: string | null;
  /** Outside inspections that have not been recorded are not shown to the firm (F6). */
  readonly forFirm: boolean;
  readonly page: number;
  readonly pageSize: number;
}

/** Inspections, open ones first, then the newest. */
export async function listInspections(
  tx: Transaction,
  { projectId, forFirm, page, pageSize }: InspectionFilter,
): Promise<{ items: InspectionRow[]; total: number }> {
  const shown = `($1::uuid IS NULL OR project_id = $1) AND NOT ($2 AND side = 'outside' AND state IN ('to-assign', 'to-record'))`;
  const items = await tx.query<InspectionRow>(
    `${ROWS} WHERE ${shown} ORDER BY closed_at IS NOT NULL, due_on, number LIMIT $3 OFFSET $4`,
    [projectId, forFirm, pageSize, (page - 1) * pageSize],
  );
  const { total } = await tx.one<{ total: number }>(
    `SELECT count(*)::int AS total FROM (${ROWS} WHERE ${shown}) AS listed`,
    [projectId, forFirm],
  );
  return { items, total };
}

/** One inspection as lists show it. */
export async function inspectionRowOf(tx: Transaction, id: string): Promise<InspectionRow> {
  const row = await tx.maybeOne<InspectionRow>(`${ROWS} WHERE stated.id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('inspection', id);
  return row;
}
