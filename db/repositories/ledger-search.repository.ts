import type { LedgerEntry } from '../../ledger/entry.js';
import type { CaseKind } from '../../rules/acts.js';
import type { LedgerKind } from '../../rules/vocabulary/messages.js';
import type { Transaction } from '../transaction.js';
import { patternOf } from './household-search.repository.js';
import { ENTRY_COLUMNS, householdActor, SYSTEM_ACTOR } from './ledger.repository.js';

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
  'archive-disposal': 'SELECT id FROM archive_disposal WHERE project_id = $1',
  'staff-member': null,
  meeting: null,
  'meeting-decision': null,
  'yearly-review': null,
};
const casesOfProject = (project: string): string =>
  Object.values(CASES_OF_PROJECT)
    .flatMap((sql) => (sql === null ? [] : [sql.replace('$1', project)]))
    .join('\n UNION ALL ');

/** So many people one search looks at; whoever types one letter is answered for the first. */
const MOST_PEOPLE = 500;

/** Ids of those whose name, user name or case number holds the text. */
const PEOPLE_SQL = `
  SELECT id::text AS actor FROM account WHERE lower(display_name || E'\\n' || username) LIKE $1
  UNION ALL SELECT '${SYSTEM_ACTOR}' WHERE '系统' LIKE $1
  UNION ALL (SELECT '${householdActor('')}' || id FROM household WHERE search_text LIKE $1) LIMIT ${String(MOST_PEOPLE)}`;

/** Entries of all cases, newest first, up to a limit; whoever wants older ones says where the last page ended. */
export async function searchLedger(tx: Transaction, search: LedgerSearch): Promise<LedgerEntry[]> {
  const { projectId, person, kind, refusedOnly, before, limit } = search;
  if (refusedOnly && kind !== undefined && kind !== 'act-refused') return [];
  const parameters: unknown[] = [];
  const given = (value: unknown): string => `$${String(parameters.push(value))}`;
  // Only what is asked for stands in the question, so that the database can go by the right index.
  const conditions = ['true'];
  if (projectId !== undefined) {
    conditions.push(`case_id IN (SELECT id::text FROM (${casesOfProject(given(projectId))}) AS cases)`);
  }
  const pattern = patternOf(person);
  if (pattern !== null) {
    const actors = await tx.query<{ actor: string }>(PEOPLE_SQL, [pattern]);
    conditions.push(`actor = ANY(${given(actors.map(({ actor }) => actor))}::text[])`);
  }
  if (refusedOnly || kind !== undefined) conditions.push(`kind = ${given(refusedOnly ? 'act-refused' : kind)}`);
  if (before !== undefined) {
    const { at, caseId, seq } = before;
    conditions.push(`(at, case_id, seq) < (${given(at)}::timestamptz, ${given(caseId)}, ${given(seq)}::integer)`);
  }
  return tx.query<LedgerEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM ledger_entry WHERE ${conditions.join(' AND ')}
     ORDER BY at DESC, case_id DESC, seq DESC LIMIT ${given(limit)}`,
    parameters,
  );
}
