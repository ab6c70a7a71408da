import type { Transaction } from '../../db/transaction.js';
import { unionOfKinds } from './kinds/index.js';

/** What a task is about, as the workbench shows it, and what its permission check needs. */
export interface Subject {
  readonly id: string;
  /** What people call the case: case number, project code, notice number or list number. */
  readonly title: string;
  readonly householdId: string | null;
  readonly caseNumber: string | null;
  readonly address: string | null;
  /** Null where the case belongs to no project. */
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly policyVersion: string | null;
  /** The day the project was registered; null where there is none. */
  readonly registeredOn: string | null;
  /** Households whose acts count as well: of an objection, of a payment list (SD9, SD12). */
  readonly relatedIds: readonly string[];
}

/** One question for all cases of a page, of whatever kind. */
const SUBJECTS_SQL = `
  WITH subject AS (${unionOfKinds(({ subjects }) => subjects)})
  SELECT subject.id, title, household.id AS "householdId", case_number AS "caseNumber", address,
    project.id AS "projectId", project.name AS "projectName", policy_version AS "policyVersion",
    registered_on AS "registeredOn",
    ARRAY(SELECT * FROM parent_cases(kind, subject.id)) AS "relatedIds"
  FROM subject LEFT JOIN project ON project.id = subject.project_id
  LEFT JOIN household ON household.id = subject.household_id`;

export async function subjectsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<Subject>(SUBJECTS_SQL, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row]));
}
