import { nextEntry } from '../../ledger/entry.js';
import type { LedgerEntry, LedgerEvent } from '../../ledger/entry.js';
import type { LedgerKind } from '../../rules/vocabulary/messages.js';
import { toJson } from '../content-hash.js';
import type { Transaction } from '../transaction.js';

/** Who acted when no person did: a rule or a timer carried out by the application. */
export const SYSTEM_ACTOR = 'system';

/** Who a household is in the ledger. */
export const householdActor = (householdId: string): string => `household:${householdId}`;

/** Who the owner of a let house is in the ledger. */
export const ownerActor = (householdId: string): string => `owner:${householdId}`;

/** What happened on a case; the time is that of the transaction. */
export interface NewLedgerEntry extends Omit<LedgerEvent, 'at' | 'kind'> {
  readonly kind: LedgerKind;
}

/** The columns of an entry as everybody outside the database knows them. */
export const ENTRY_COLUMNS = `case_id AS "caseId", seq, kind, actor AS "actorId", on_behalf_of AS "onBehalfOf", at, clauses, payload,
  prev_hash AS "prevHash", hash`;

/** Appends to the hash chain of a case. Entries of one case are written one after the other. */
export async function appendEntry(tx: Transaction, entry: NewLedgerEntry): Promise<LedgerEntry> {
  const [stored] = await appendEntries(tx, [entry]);
  if (!stored) throw new Error('Expected the appended entry back');
  return stored;
}

export async function appendEntries(tx: Transaction, entries: readonly NewLedgerEntry[]): Promise<LedgerEntry[]> {
  const at = await tx.now();
  // Always in one order, so that two transactions over the same cases cannot wait for each other.
  const cases = [...new Set(entries.map(({ caseId }) => caseId))].sort();
  const heads = await lockedHeads(tx, cases);
  const stored = entries.map((event) => {
    const entry = nextEntry(heads.get(event.caseId) ?? null, { ...event, at });
    heads.set(event.caseId, entry);
    return entry;
  });
  await insert(tx, stored);
  return stored;
}

/** The entries of a case, oldest first. */
export async function entriesOf(tx: Transaction, caseId: string): Promise<LedgerEntry[]> {
  return tx.query<LedgerEntry>(`SELECT ${ENTRY_COLUMNS} FROM ledger_entry WHERE case_id = $1 ORDER BY seq`, [caseId]);
}

/** So many cases are read at once when the whole ledger is. */
const CASES_AT_ONCE = 200;

/** The whole ledger, case by case in the order of their ids, each in order: what an outside copy is made of. */
export async function* wholeLedger(tx: Transaction): AsyncGenerator<LedgerEntry> {
  const cases = await tx.query<{ id: string }>(
    'SELECT DISTINCT case_id COLLATE "C" AS id FROM ledger_entry ORDER BY id',
  );
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE) {
    const ids = cases.slice(from, from + CASES_AT_ONCE).map(({ id }) => id);
    yield* await tx.query<LedgerEntry>(
      `SELECT ${ENTRY_COLUMNS} FROM ledger_entry WHERE case_id = ANY($1) ORDER BY case_id COLLATE "C", seq`,
      [ids],
    );
  }
}

/** All of it at once, where it is known to be small. */
export async function exportAll(tx: Transaction): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of wholeLedger(tx)) entries.push(entry);
  return entries;
}

/** The last entries of the cases, each case locked until the transaction ends. */
async function lockedHeads(tx: Transaction, cases: readonly string[]): Promise<Map<string, LedgerEntry>> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('ledger:' || case_id, 0)) FROM unnest($1::text[]) AS case_id`,
    [cases],
  );
  const rows = await tx.query<LedgerEntry>(
    `SELECT DISTINCT ON (case_id) ${ENTRY_COLUMNS} FROM ledger_entry WHERE case_id = ANY($1) ORDER BY case_id, seq DESC`,
    [cases],
  );
  return new Map(rows.map((row) => [row.caseId, row]));
}

async function insert(tx: Transaction, entries: readonly LedgerEntry[]): Promise<void> {
  await tx.query(
    `INSERT INTO ledger_entry (case_id, seq, kind, actor, on_behalf_of, at, clauses, payload, prev_hash, hash)
     SELECT "caseId", seq, kind, "actorId", "onBehalfOf", at, clauses, payload, "prevHash", hash
     FROM jsonb_to_recordset($1::jsonb) AS entry ("caseId" text, seq integer, kind text, "actorId" text,
       "onBehalfOf" text, at timestamptz, clauses text[], payload jsonb, "prevHash" text, hash text)`,
    [JSON.stringify(toJson(entries))],
  );
}
