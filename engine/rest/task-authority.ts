import type { User } from '../gateway/authentication.js';
import type { Search } from '../search/index.js';
import { forbidden } from './problems.js';
import type { TaskLocks } from './task-locks.js';

/** Nobody asked who the caller is, or the caller may act for others. */
export function isUnbound(user: User | undefined): boolean {
  return user === undefined || user.actsForOthers === true;
}

/**
 * Lets what is checked of a task still hold when the command runs. Where nothing is checked, nobody waits for the answer
 * to the command of another: a task that is being changed refuses theirs at once.
 */
export function inTurn<T>(
  user: User | undefined,
  locks: TaskLocks,
  userTaskKey: string,
  work: () => Promise<T>,
): Promise<T> {
  return isUnbound(user) ? work() : locks.run(userTaskKey, work);
}

/** A user takes tasks only for themselves. */
export function requireSelf(user: User | undefined, assignee: string | undefined): void {
  if (user === undefined || isUnbound(user) || assignee === user.username) return;
  throw forbidden(`'${user.username}' may assign a user task only to themselves`);
}

export function requireActingForOthers(user: User | undefined): void {
  if (user === undefined || isUnbound(user)) return;
  throw forbidden(`'${user.username}' may not change a user task's attributes`);
}

/** Who completes or gives back a task must be the one it is assigned to. An unknown task is the engine's to refuse. */
export async function requireAssignee(
  search: Search,
  user: User | undefined,
  userTaskKey: string,
  doing: 'complete' | 'unassign',
): Promise<void> {
  if (user === undefined || isUnbound(user)) return;
  const assignee = await assigneeOf(search, userTaskKey);
  if (assignee === undefined || assignee === user.username) return;
  const state = assignee === null ? 'it is assigned to nobody' : 'it is assigned to another user';
  throw forbidden(`'${user.username}' may not ${doing} the user task with key '${userTaskKey}': ${state}`);
}

/** null: nobody; undefined: there is no such task. */
export async function assigneeOf({ pool, schema }: Search, userTaskKey: string): Promise<string | null | undefined> {
  const { rows } = await pool.query<{ assignee: string | null }>(
    `SELECT assignee FROM ${schema}.user_task WHERE user_task_key = $1::bigint`,
    [userTaskKey],
  );
  return rows[0]?.assignee;
}
