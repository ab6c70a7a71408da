import { patternOf } from '../../db/repositories/household-search.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { CaseKind } from '../../rules/acts.js';
import { unionOfKinds } from './kinds/index.js';

/** So many cases one search looks at: they travel to the engine as one list, and nobody reads further than this. */
export const MOST_CASES = 2000;

export interface MatchingCase {
  readonly kind: CaseKind;
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
  SELECT kind, id, process_id AS "processId" FROM (${unionOfKinds(({ matching }) => matching)}) found
  ORDER BY kind, id LIMIT $2`;

/** The cases whose number, address or holder's name, notice number or title, or list number holds this text. */
export async function matchingCases(tx: Transaction, q: string): Promise<MatchingCases> {
  const found = await tx.query<MatchingCase>(MATCHES_SQL, [patternOf(q) ?? '%', MOST_CASES + 1]);
  return { cases: found.slice(0, MOST_CASES), truncated: found.length > MOST_CASES };
}
