import type { CaseKind } from '../../rules/acts.js';
import type { Commission } from '../../rules/staff/commission.js';
import type { Transaction } from '../transaction.js';

const COLUMNS = `firm_organisation_id AS "firmOrganisationId", valid_from AS "validFrom", valid_to AS "validTo"`;

/** Commissions in force of the project a case belongs to; null where it belongs to none. */
export async function commissionsOfCase(
  tx: Transaction,
  caseKind: CaseKind,
  caseId: string,
): Promise<Commission[] | null> {
  const { projectId } = await tx.one<{ projectId: string | null }>('SELECT project_of($1, $2) AS "projectId"', [
    caseKind,
    caseId,
  ]);
  if (projectId === null) return null;
  return tx.query<Commission>(`SELECT ${COLUMNS} FROM commission_in_force WHERE project_id = $1`, [projectId]);
}

/** The same for many projects at once. */
export async function commissionsOfProjects(
  tx: Transaction,
  projectIds: readonly string[],
): Promise<Map<string, Commission[]>> {
  const rows = await tx.query<Commission & { projectId: string }>(
    `SELECT project_id AS "projectId", ${COLUMNS} FROM commission_in_force WHERE project_id = ANY($1)`,
    [[...new Set(projectIds)]],
  );
  return new Map(projectIds.map((id) => [id, rows.filter(({ projectId }) => projectId === id)]));
}
