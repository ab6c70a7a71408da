import { patternOf } from '../../db/repositories/household-search.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { CaseKind } from '../../rules/acts.js';

/** So many cases one search looks at: they travel to the engine as one list, and nobody reads further than this. */
export const MOST_CASES = 2000;

export interface MatchingCase {
  /** A project has no user tasks of its own. */
  readonly kind: Exclude<CaseKind, 'project'>;
  readonly id: string;
  /** The id that the process instance of the case carries: of an objection that of its notice. */
  readonly processId: string;
}

export interface MatchingCases {
  readonly cases: readonly MatchingCase[];
  /** Whether more than `MOST_CASES` match; then only the first are here. */
  readonly truncated: boolean;
}

const MATCHES_SQL = `
  WITH matching AS MATERIALIZED (SELECT id FROM household WHERE search_text LIKE $1)
  SELECT 'household' AS kind, id, id AS "processId" FROM matching
  UNION ALL SELECT 'objection', objection.id, notice_id FROM objection JOIN matching ON matching.id = household_id
    WHERE objection.status = 'open'
  UNION ALL SELECT 'notice', id, id FROM notice WHERE lower(number || E'\\n' || title) LIKE $1 AND status <> 'archived'
  UNION ALL SELECT 'payment-list', id, id FROM payment_list WHERE lower(number) LIKE $1 AND status <> 'settled'
  ORDER BY kind, id LIMIT $2`;

/** The cases whose number, address or holder's name, notice number or title, or list number holds this text. */
export async function matchingCases(tx: Transaction, q: string): Promise<MatchingCases> {
  const found = await tx.query<MatchingCase>(MATCHES_SQL, [patternOf(q) ?? '%', MOST_CASES + 1]);
  return { cases: found.slice(0, MOST_CASES), truncated: found.length > MOST_CASES };
}
