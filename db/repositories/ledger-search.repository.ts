import type { LedgerEntry } from '../../ledger/entry.js';
import type { CaseKind } from '../../rules/acts.js';
import type { LedgerKind } from '../../rules/vocabulary/messages.js';
import type { Transaction } from '../transaction.js';
import { patternOf } from './household-search.repository.js';
import { SYSTEM_ACTOR } from './ledger.repository.js';

/** Where a page of the ledger ended: it goes on with what is older. */
export interface LedgerPlace {
  readonly at: string;
  readonly caseId: string;
  readonly seq: number;
}

export interface LedgerSearch {
  readonly projectId?: string | undefined;
  /** Part of the name or of the user name of whoever acted. */
  readonly person?: string | undefined;
  readonly kind?: LedgerKind | undefined;
  readonly refusedOnly: boolean;
  readonly before?: LedgerPlace | undefined;
  readonly limit: number;
}

/** The cases of project $1 by kind; null where a case belongs to no project. */
const CASES_OF_PROJECT: Readonly<Record<CaseKind, string | null>> = {
  project: 'SELECT id FROM project WHERE id = $1',
  household: 'SELECT id FROM household WHERE project_id = $1',
  track: 'SELECT id FROM track WHERE project_id = $1',
  notice: 'SELECT id FROM notice WHERE project_id = $1',
  inspection: 'SELECT id FROM inspection WHERE project_id = $1',
  conversion: 'SELECT id FROM conversion WHERE project_id = $1',
  'compensation-decision': 'SELECT id FROM compensation_decision WHERE project_id = $1',
  objection: 'SELECT o.id FROM objection o JOIN household ON household.id = household_id WHERE project_id = $1',
  review: 'SELECT r.id FROM review r JOIN household ON household.id = household_id WHERE project_id = $1',
  'appraisal-report':
    'SELECT r.id FROM appraisal_report r JOIN household ON household.id = household_id WHERE project_id = $1',
  vote: 'SELECT vote.id FROM vote JOIN track ON track.id = track_id WHERE project_id = $1',
  'payment-list': 'SELECT l.id FROM payment_list l JOIN payment_round r ON r.id = round_id WHERE project_id = $1',
  'register-entry': `SELECT said.row_id FROM rule_change_proposal proposal
    JOIN register_standing said ON said.id = proposal.entry_id WHERE proposal.project_id = $1`,
  'staff-member': null,
  meeting: null,
  'meeting-decision': null,
  'yearly-review': null,
};
const OF_PROJECT = Object.values(CASES_OF_PROJECT)
  .filter((sql) => sql !== null)
  .join('\n UNION ALL ');

/** Parameters: $1 project, $2 person, $3 kind, $4–$6 place, $7 limit. */
const SEARCH_SQL = `
  SELECT case_id AS "caseId", seq, kind, actor AS "actorId", on_behalf_of AS "onBehalfOf", at, clauses, payload,
    prev_hash AS "prevHash", hash
  FROM ledger_entry
  WHERE ($1::uuid IS NULL OR case_id IN (SELECT id::text FROM (${OF_PROJECT}) AS cases))
    AND ($2::text IS NULL OR actor IN (SELECT id::text FROM account WHERE lower(display_name || E'\\n' || username) LIKE $2
      UNION ALL SELECT 'household:' || id FROM household WHERE search_text LIKE $2
      UNION ALL SELECT '${SYSTEM_ACTOR}' WHERE '系统' LIKE $2))
    AND ($3::text IS NULL OR kind = $3)
    AND ($4::timestamptz IS NULL OR (at, case_id, seq) < ($4, $5, $6))
  ORDER BY at DESC, case_id DESC, seq DESC LIMIT $7`;

/** Entries of all cases, newest first, up to a limit; whoever wants older ones says where the last page ended. */
export async function searchLedger(tx: Transaction, search: LedgerSearch): Promise<LedgerEntry[]> {
  const { projectId, person, kind, refusedOnly, before, limit } = search;
  if (refusedOnly && kind !== undefined && kind !== 'act-refused') return [];
  return tx.query<LedgerEntry>(SEARCH_SQL, [
    projectId ?? null,
    patternOf(person),
    refusedOnly ? 'act-refused' : (kind ?? null),
    before?.at ?? null,
    before?.caseId ?? null,
    before?.seq ?? null,
    limit,
  ]);
}
