import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import type { TaskCase } from '../../rules/task-case.js';
import { hashOfValue } from '../content-hash.js';
import type { Transaction } from '../transaction.js';
import { keyForLedger } from './case-acts.repository.js';
import { appendEntry } from './ledger.repository.js';

export interface NewEntry {
  readonly taskCase: TaskCase;
  readonly taskKey: string;
  readonly personId: string;
  readonly round: number;
  /** The words of the form, as they were typed. */
  readonly given: Readonly<Record<string, unknown>>;
  /**
   * What the entry takes the place of: the earlier entry of its task always; with `case` also those of the same act on
   * the same case, so that one stands at a time.
   */
  readonly replaces: 'task' | 'case';
}

/** What a person entered for a task. */
export interface TaskEntry {
  readonly id: string;
  readonly act: ActName;
  readonly caseId: string;
  readonly personId: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly contentHash: string;
  readonly enteredAt: string;
}

const COLUMNS = `id, act, case_id AS "caseId", person_id AS "personId", given, content_hash AS "contentHash",
  entered_at AS "enteredAt"`;

/** The entry that stands for a task. */
export async function entryOf(tx: Transaction, taskKey: string | null | undefined): Promise<TaskEntry | undefined> {
  if (taskKey === null || taskKey === undefined) return undefined;
  return tx.maybeOne<TaskEntry>(`SELECT ${COLUMNS} FROM task_entry WHERE task_key = $1 AND superseded_at IS NULL`, [
    taskKey,
  ]);
}

/**
 * Stores what a person entered for a task, with its ledger entry and, by `store`, the facts that follow from it. The
 * same again changes nothing; another content supersedes the first, until the task is completed.
 */
export async function recordEntry(
  tx: Transaction,
  entry: NewEntry,
  store: (entryId: string) => Promise<void>,
): Promise<TaskEntry> {
  const { taskCase, taskKey, personId, round, given } = entry;
  await tx.lock(`case:${taskCase.id}`);
  const contentHash = hashOfValue({ act: taskCase.act, caseId: taskCase.id, given });
  const standing = await entryOf(tx, taskKey);
  if (standing?.contentHash === contentHash && standing.personId === personId) return standing;
  const replaced = await tx.change<{ id: string }>(
    `UPDATE task_entry SET superseded_at = app_now() WHERE superseded_at IS NULL
     AND (task_key = $1 OR ($2 AND case_id = $3 AND act = $4)) RETURNING id`,
    [taskKey, entry.replaces === 'case', taskCase.id, taskCase.act],
  );
  const stored = await tx.one<TaskEntry>(
    `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8) RETURNING ${COLUMNS}`,
    [taskKey, taskCase.act, taskCase.kind, taskCase.id, round, personId, JSON.stringify(given), contentHash],
  );
  await store(stored.id);
  await appendEntry(tx, {
    caseId: taskCase.id,
    kind: 'entry-recorded',
    actorId: personId,
    clauses: actOf(taskCase.act).clauses,
    payload: {
      act: taskCase.act,
      round,
      taskKey: keyForLedger(taskKey),
      entryId: stored.id,
      contentHash,
      supersedes: replaced.map(({ id }) => id),
    },
  });
  return stored;
}
