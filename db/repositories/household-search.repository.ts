import type { HouseholdStage } from '../../rules/vocabulary/cases.js';
import type { Transaction } from '../transaction.js';

export interface HouseholdSearch {
  readonly projectId?: string | undefined;
  readonly stage?: HouseholdStage | undefined;
  /** Part of the case number, address or holder's name. */
  readonly q?: string | undefined;
  /** From 1; default 1. */
  readonly page?: number | undefined;
  /** Rows per page, at most 200; default 50. */
  readonly pageSize?: number | undefined;
}

export interface HouseholdListItem {
  readonly id: string;
  readonly projectId: string;
  readonly number: string;
  readonly caseNumber: string;
  readonly address: string;
  readonly holderName: string;
  readonly tenure: string;
  readonly stage: HouseholdStage;
  /** Of the standing agreement, in fen; null while there is none. */
  readonly totalFen: bigint | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

const MATCHES = `($1::uuid IS NULL OR household.project_id = $1) AND ($2::text IS NULL OR household.stage = $2)
  AND ($3::text IS NULL OR household.search_text LIKE $3)`;

/** One page of households by case number; the total counts all that match. */
export async function searchHouseholds(tx: Transaction, search: HouseholdSearch): Promise<Page<HouseholdListItem>> {
  const page = Math.max(1, search.page ?? 1);
  const pageSize = Math.min(200, Math.max(1, search.pageSize ?? 50));
  const filter = [search.projectId ?? null, search.stage ?? null, patternOf(search.q)];
  const { total } = await tx.one<{ total: number }>(
    `SELECT count(*)::int AS total FROM household WHERE ${MATCHES}`,
    filter,
  );
  const items = await tx.query<HouseholdListItem>(
    `SELECT household.id, household.project_id AS "projectId", household.number, household.case_number AS "caseNumber",
       household.address, household.holder_name AS "holderName", household.tenure, household.stage,
       agreement.total_fen AS "totalFen"
     FROM (SELECT * FROM household WHERE ${MATCHES} ORDER BY case_number LIMIT $4 OFFSET $5) household
     LEFT JOIN agreement ON agreement.household_id = household.id AND agreement.status <> 'superseded'
     ORDER BY household.case_number`,
    [...filter, pageSize, (page - 1) * pageSize],
  );
  return { items, total, page, pageSize };
}

/** Text a person typed, as a pattern for LIKE that means exactly that text, in small letters; null when there is none. */
export function patternOf(typed: string | undefined): string | null {
  const text = typed?.trim().toLowerCase() ?? '';
  return text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
