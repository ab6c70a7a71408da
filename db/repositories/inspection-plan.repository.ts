import type { IsoDate } from '../../rules/dates.js';
import { inspectionDue } from '../../rules/supervision/inspection-due.js';
import type { InspectedBase, InspectionStage } from '../../rules/supervision/inspection-due.js';
import { plannedInspections } from '../../rules/supervision/plan-inspections.js';
import type { Finding } from '../../rules/decision.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { openInspection } from './inspections.repository.js';
import { policyOfDistrict } from './policy-book.js';

/** A base is a project with a firm that is commissioned; it opens on the day its first commission was filed. */
export interface Base extends InspectedBase {
  readonly projectId: string;
  readonly projectCode: string;
  readonly projectName: string;
  readonly firmName: string;
  /** Kinds of planned inspections that are under way. */
  readonly open: readonly string[];
}

const BASES = `
  SELECT project.id AS "projectId", code AS "projectCode", project.name AS "projectName", firm.name AS "firmName",
    (filed.at AT TIME ZONE 'Asia/Shanghai')::date AS "openedOn",
    (SELECT max(recorded_on) FROM held WHERE held.project_id = project.id AND kind = 'periodic') AS "lastInspectedOn",
    ARRAY(SELECT DISTINCT kind FROM held WHERE held.project_id = project.id
      AND kind IN ('before', 'during', 'after')) AS "heldStages",
    ARRAY(SELECT kind FROM inspection WHERE inspection.project_id = project.id AND opened_by IS NULL
      AND closed_at IS NULL) AS open,
    CASE WHEN signing_opened_at IS NULL THEN 'preparing'
      WHEN EXISTS (SELECT FROM household WHERE project_id = project.id)
        AND NOT EXISTS (SELECT FROM household WHERE project_id = project.id AND stage <> 'closed') THEN 'closing'
      WHEN rate_reached_at IS NOT NULL OR signing_ends_at <= app_now() THEN 'signed' ELSE 'signing' END AS reached
  FROM project JOIN organisation firm ON firm.id = firm_organisation_id
  JOIN LATERAL (SELECT min(acted_at) AS at FROM case_act WHERE case_id = project.id AND act = 'file-commission'
    AND verdict = 'approved' AND withdrawn_at IS NULL) filed ON filed.at IS NOT NULL
  WHERE EXISTS (SELECT FROM commission_in_force WHERE commission_in_force.project_id = project.id
    AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity'))
  ORDER BY code`;
const HELD = `WITH held AS (SELECT project_id, kind, recorded_on FROM inspection
  JOIN inspection_record ON inspection_id = inspection.id JOIN task_entry entry ON entry.id = entry_id
  WHERE superseded_at IS NULL
    AND EXISTS (SELECT FROM case_act WHERE case_act.task_key = entry.task_key AND withdrawn_at IS NULL))`;

export async function listBases(tx: Transaction): Promise<Base[]> {
  return tx.query<Base>(`${HELD} ${BASES}`);
}

/** When a base is due for its next periodic inspection and what it lacks. */
export async function basesDue(
  tx: Transaction,
): Promise<{ base: Base; dueOn: IsoDate; findings: readonly Finding[] }[]> {
  const today = await tx.today();
  const policy = await policyOfDistrict(tx);
  return (await listBases(tx)).map((base) => {
    const { value, findings } = inspectionDue(base, today, holidayCalendar, policy);
    return { base, dueOn: value.dueOn, findings };
  });
}

const REASONS: Readonly<Record<'periodic' | InspectionStage, string>> = {
  periodic: '按计划定期检查',
  before: '新项目签约前检查',
  during: '新项目签约期内检查',
  after: '新项目签约结束后检查',
};

/** 排定检查: opens every inspection that is due or will be soon. Answers how many. */
export async function planInspections(tx: Transaction): Promise<number> {
  await tx.lock('inspection-plan');
  const today = await tx.today();
  const policy = await policyOfDistrict(tx);
  let planned = 0;
  for (const base of await listBases(tx)) {
    for (const { kind, dueOn } of plannedInspections(base, base.open, today, holidayCalendar, policy)) {
      const side = kind === 'periodic' ? 'inside' : 'outside';
      const inspection = { projectId: base.projectId, kind, side, dueOn, reason: REASONS[kind] } as const;
      await openInspection(tx, { ...inspection, openedBy: null });
      planned += 1;
    }
  }
  return planned;
}
