import type { RetentionClass } from '../../rules/archive/retention.js';
import type { IsoDate } from '../../rules/dates.js';
import { hashOfValue } from '../content-hash.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

export type DisposalPurpose = 'transfer' | 'destruction';

/** One transfer to the district archive, or one destruction, of papers of a closed project. */
export interface Disposal {
  readonly id: string;
  readonly number: string;
  readonly projectId: string;
  readonly purpose: DisposalPurpose;
  readonly outcome: 'carried-out' | 'dropped' | null;
  readonly endedAt: string | null;
}

/** A paper on a list; `keptUntil` null: kept for ever. */
export interface DisposalFile {
  readonly of: string;
  readonly name: string;
  readonly hash: string;
  readonly class: RetentionClass;
  readonly keptUntil: IsoDate | null;
}

export interface DisposalList {
  readonly files: readonly DisposalFile[];
  readonly contentHash: string;
}

const COLUMNS = `id, number, project_id AS "projectId", purpose, outcome, ended_at AS "endedAt"
  FROM archive_disposal LEFT JOIN archive_disposal_end ON disposal_id = id`;

export async function getDisposal(tx: Transaction, id: string): Promise<Disposal> {
  const disposal = await tx.maybeOne<Disposal>(`SELECT ${COLUMNS} WHERE id = $1`, [id]);
  if (disposal === undefined) throw new NotFoundError('archive_disposal', id);
  return disposal;
}

export async function disposalsOf(tx: Transaction, projectId: string): Promise<Disposal[]> {
  return tx.query<Disposal>(`SELECT ${COLUMNS} WHERE project_id = $1 ORDER BY opened_at, number`, [projectId]);
}

/** What a list for this purpose holds today: made by the database, never chosen by hand. */
export async function dueList(tx: Transaction, { projectId, purpose }: Disposal): Promise<DisposalList> {
  const files = await tx.query<DisposalFile>(
    `SELECT "of", name, hash, class, nullif(kept_until, 'infinity'::date) AS "keptUntil" FROM files_due($1, $2)
     ORDER BY "of", name, hash`,
    [projectId, purpose],
  );
  return { files, contentHash: hashOfValue(files) };
}

/** The list as it was proposed last. */
export async function proposedList(tx: Transaction, disposalId: string): Promise<DisposalList | undefined> {
  return tx.maybeOne<DisposalList>(
    `SELECT files, list.content_hash AS "contentHash" FROM archive_disposal_list list JOIN task_entry entry
       ON entry.id = entry_id WHERE disposal_id = $1 AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [disposalId],
  );
}

/** Keeps the list of the day with the entry that proposes it; throws where the person saw another one. */
export async function storeDisposalList(
  tx: Transaction,
  { entryId, disposalId }: { readonly entryId: string; readonly disposalId: string },
  { reason, listHash }: { readonly reason: string; readonly listHash: string },
): Promise<void> {
  const { files, contentHash } = await dueList(tx, await getDisposal(tx, disposalId));
  if (contentHash !== listHash) {
    throw refusal('LIST_CHANGED', '清单摘要与系统编制的到期清单不符，请核对后重填', 'R-47', 'listHash');
  }
  await tx.query(
    `INSERT INTO archive_disposal_list (entry_id, disposal_id, reason, files, file_count, content_hash)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
    [entryId, disposalId, reason, JSON.stringify(files), files.length, contentHash],
  );
}

const PURPOSES = { transfer: '移交', destruction: '销毁' } as const;

/**
 * Opens what is due, once a day: of each closed project one transfer and one destruction at a time; what was dropped
 * comes up again after a year. Answers how many.
 */
export async function openDueDisposals(tx: Transaction): Promise<number> {
  await tx.lock('disposals');
  const due = await tx.query<{ projectId: string; code: string; purpose: DisposalPurpose; count: number }>(
    `SELECT project.id AS "projectId", code, purpose,
       (SELECT count(*)::int FROM archive_disposal WHERE project_id = project.id) AS count
     FROM project_closing JOIN project ON project.id = project_id
     CROSS JOIN unnest(ARRAY['transfer', 'destruction']) AS purpose
     WHERE closed_at < app_now() - interval '10 years'
       AND NOT EXISTS (SELECT FROM archive_disposal earlier LEFT JOIN archive_disposal_end ON disposal_id = id
         WHERE project_id = project.id AND earlier.purpose = purpose.purpose AND (outcome IS NULL
           OR outcome = 'dropped' AND ended_at > app_now() - interval '1 year'))
       AND EXISTS (SELECT FROM files_due(project.id, purpose)) ORDER BY code, purpose DESC`,
  );
  const counts = new Map<string, number>();
  for (const { projectId, code, purpose, count } of due) {
    const place = (counts.get(projectId) ?? count) + 1;
    counts.set(projectId, place);
    const number = `${PURPOSES[purpose]}-${code}-${String(place).padStart(2, '0')}`;
    const { id } = await tx.one<{ id: string }>(
      'INSERT INTO archive_disposal (number, project_id, purpose) VALUES ($1, $2, $3) RETURNING id',
      [number, projectId, purpose],
    );
    await appendEntry(tx, {
      caseId: id,
      kind: 'case-opened',
      actorId: SYSTEM_ACTOR,
      clauses: ['R-47'],
      payload: { projectId, purpose },
    });
    await emit(tx, [
      { name: 'archives-due', correlationKey: id, variables: { disposalId: id, projectId, caseNumber: number } },
    ]);
  }
  return due.length;
}

/** What happened to the papers of a decided list; `destroyed` counts contents, a content that kept papers share stays. */
export interface CarriedOut {
  readonly fileCount: number;
  readonly destroyed: number;
}

/** Carries out a decided list, once; in the ledger of the disposal and of its project. */
export async function carryOutDisposal(tx: Transaction, id: string): Promise<CarriedOut> {
  await tx.lock(`case:${id}`);
  const { outcome, purpose, projectId } = await getDisposal(tx, id);
  const list = await proposedList(tx, id);
  if (list === undefined) throw refusal('GATE_NOT_DUE', '处置清单尚未提出', 'R-47');
  const fileCount = list.files.length;
  if (outcome !== null) return { fileCount, destroyed: await countDestroyed(tx, id) };
  if (purpose === 'destruction') await tx.query('SELECT destroy_listed($1)', [id]);
  await tx.query(`INSERT INTO archive_disposal_end (disposal_id, outcome) VALUES ($1, 'carried-out')`, [id]);
  const destroyed = await countDestroyed(tx, id);
  const entry = {
    kind: purpose === 'destruction' ? 'files-destroyed' : 'files-transferred',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-47', 'SD8'],
    payload: { disposalId: id, listHash: list.contentHash, fileCount, destroyed },
  } as const;
  await appendEntry(tx, { caseId: id, ...entry });
  await appendEntry(tx, { caseId: projectId, ...entry });
  return { fileCount, destroyed };
}

async function countDestroyed(tx: Transaction, id: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    'SELECT count(*)::int AS count FROM destroyed_paper WHERE disposal_id = $1',
    [id],
  );
  return count;
}

/** Hashes of the contents of a project's papers that were destroyed, each with the number of its list. */
export async function destroyedOf(tx: Transaction, projectId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ hash: string; number: string }>(
    `SELECT content_hash AS hash, number FROM destroyed_paper JOIN archive_disposal ON id = disposal_id
     WHERE project_id = $1`,
    [projectId],
  );
  return new Map(rows.map(({ hash, number }) => [hash, number]));
}

/** Ends a disposal that its proposer does not propose. */
export async function dropDisposal(tx: Transaction, id: string): Promise<void> {
  await tx.query(`INSERT INTO archive_disposal_end (disposal_id, outcome) VALUES ($1, 'dropped')`, [id]);
  await appendEntry(tx, { caseId: id, kind: 'case-closed', actorId: SYSTEM_ACTOR, clauses: ['R-47'], payload: {} });
}
