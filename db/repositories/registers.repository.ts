import { randomUUID } from 'node:crypto';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import type { RegisterState } from '../../rules/vocabulary/registers.js';
import { hashOfValue } from '../content-hash.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { recordAct } from './acts.repository.js';
import { withdraw } from './case-acts.repository.js';
import { appendEntry } from './ledger.repository.js';

/** A row as its register's select gives it; the columns beside these are text. */
export interface RowOfRegister {
  readonly id: string;
  readonly state: RegisterState;
  readonly overdue: boolean;
  readonly project_id: string | null;
  readonly next: readonly ActName[];
  readonly [column: string]: unknown;
}

export interface RegisterSearch {
  readonly rows: string;
  readonly sort: string;
  /** Column and wished value; the columns are those the register declares. */
  readonly filters: readonly (readonly [column: string, value: string])[];
  /** Text to be found in any of these columns. */
  readonly q: string;
  readonly textColumns: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** One page of a register and how many rows there are in all. */
export async function searchRegister(
  tx: Transaction,
  search: RegisterSearch,
): Promise<{ items: RowOfRegister[]; total: number }> {
  const wished = search.filters.map(([column], index) => `${column}::text = $${String(index + 4)}`);
  const text = search.textColumns.map((column) => `lower(coalesce(${column}, ''))`).join(` || E'\\n' || `);
  const pattern = search.q === '' ? null : `%${search.q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const where = [`($1::text IS NULL OR ${text} LIKE $1)`, ...wished].join(' AND ');
  const rows = await tx.query<RowOfRegister & { total: number }>(
    `SELECT *, count(*) OVER ()::int AS total FROM (${search.rows}) row WHERE ${where}
     ORDER BY ${search.sort}, id OFFSET $2 LIMIT $3`,
    [pattern, search.offset, search.limit, ...search.filters.map(([, value]) => value)],
  );
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** One row of a register; undefined where it has none of that id. */
export async function rowOfRegister(tx: Transaction, rows: string, rowId: string): Promise<RowOfRegister | undefined> {
  return tx.maybeOne<RowOfRegister>(`SELECT * FROM (${rows}) row WHERE id = $1`, [rowId]);
}

export interface StandingEntry {
  readonly id: string;
  readonly rowId: string;
  readonly act: ActName;
  readonly actId: string | null;
  readonly given: Readonly<Record<string, unknown>>;
}

const STANDING = `id, row_id AS "rowId", act, act_id AS "actId", given`;

/** The last standing entry of each of the rows. */
export async function lastEntries(tx: Transaction, rowIds: readonly string[]): Promise<StandingEntry[]> {
  return tx.query<StandingEntry>(
    `SELECT DISTINCT ON (row_id) ${STANDING} FROM register_standing WHERE row_id = ANY($1) ORDER BY row_id, seq DESC`,
    [rowIds],
  );
}

export interface NewRegisterEntry {
  readonly register: string;
  readonly act: ActName;
  /** Null: a new row. */
  readonly rowId: string | null;
  /** The entry that this one takes the place of. */
  readonly corrects: string | null;
  readonly personId: string;
  /** The words of the form, as they were typed. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Adds an entry to a register: the act of a person on the row (roles and separation of duties by the guards), the words
 * as typed, the typed fact by `store`, and the ledger entry. The same by the same person again answers the first.
 */
export async function recordRegisterEntry(
  tx: Transaction,
  entry: NewRegisterEntry,
  store: (context: { entryId: string; rowId: string; personId: string; corrected: boolean }) => Promise<unknown>,
): Promise<{ id: string; rowId: string }> {
  const { register, act, corrects, personId, given } = entry;
  const contentHash = hashOfValue({ register, act, given });
  await tx.lock(`register:${register}`);
  const same = await sameEntry(tx, entry, contentHash);
  if (same) return same;
  const rowId = entry.rowId ?? randomUUID();
  if (corrects !== null) await withdrawCorrected(tx, rowId, act, corrects);
  const done = await recordAct(tx, { act, caseId: rowId, personId, contentHash });
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO register_entry (register, row_id, act, act_id, given, content_hash, corrects)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) RETURNING id`,
    [register, rowId, act, done.id, JSON.stringify(given), contentHash, corrects],
  );
  await store({ entryId: id, rowId, personId, corrected: corrects !== null });
  await appendEntry(tx, {
    caseId: rowId,
    kind: 'entry-recorded',
    actorId: personId,
    clauses: actOf(act).clauses,
    payload: { act, register, entryId: id, contentHash, supersedes: corrects === null ? [] : [corrects] },
  });
  return { id, rowId };
}

/** What the same person entered with the same words: a second click, not a second fact. */
async function sameEntry(
  tx: Transaction,
  { register, act, rowId, personId }: NewRegisterEntry,
  contentHash: string,
): Promise<{ id: string; rowId: string } | undefined> {
  return tx.maybeOne<{ id: string; rowId: string }>(
    `SELECT last.id, last.row_id AS "rowId" FROM register_standing last JOIN register_entry USING (id)
     WHERE last.register = $1 AND last.act = $2 AND last.person_id = $3 AND content_hash = $4
       AND ($5::uuid IS NULL OR last.row_id = $5)
       AND NOT EXISTS (SELECT FROM register_standing later WHERE later.row_id = last.row_id AND later.seq > last.seq)
     ORDER BY last.seq DESC LIMIT 1`,
    [register, act, personId, contentHash, rowId],
  );
}

async function withdrawCorrected(tx: Transaction, rowId: string, act: ActName, corrects: string): Promise<void> {
  const [last] = await lastEntries(tx, [rowId]);
  if (last?.id !== corrects || last.act !== act || last.actId === null) {
    throw refusal('TRANSITION_FORBIDDEN', '只能更正本项最后一次登记；后面已有他人办理的，请另行登记', 'R-46');
  }
  await withdraw(tx, [last.actId]);
}
