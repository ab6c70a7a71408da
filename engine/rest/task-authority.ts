import type { AsSeen } from '../commands/requests.js';
import type { User } from '../gateway/authentication.js';
import type { Search } from '../search/index.js';
import { forbidden } from './problems.js';

/** Nobody asked who the caller is, or the caller may act for others. */
export function isUnbound(user: User | undefined): boolean {
  return user === undefined || user.actsForOthers === true;
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

/**
 * Who completes or gives back a task must be the one it is assigned to; the answer is what the command is to go by. An
 * unknown task is the engine's to refuse.
 */
export async function requireAssignee(
  search: Search,
  user: User | undefined,
  userTaskKey: string,
  doing: 'complete' | 'unassign',
): Promise<AsSeen> {
  if (user === undefined || isUnbound(user)) return {};
  const assignee = await assigneeOf(search, userTaskKey);
  if (assignee === undefined) return {};
  if (assignee === user.username) return { assignedTo: assignee };
  const state = assignee === null ? 'it is assigned to nobody' : 'it is assigned to another user';
  throw forbidden(`'${user.username}' may not ${doing} the user task with key '${userTaskKey}': ${state}`);
}

/** Has the person the task? Nobody asks on behalf of nobody. */
export async function isAssignedTo(
  search: Search,
  userTaskKey: string,
  username: string | undefined,
): Promise<boolean> {
  return username !== undefined && (await assigneeOf(search, userTaskKey)) === username;
}

/** null: nobody; undefined: there is no such task. */
export async function assigneeOf({ pool, schema }: Search, userTaskKey: string): Promise<string | null | undefined> {
  const { rows } = await pool.query<{ assignee: string | null }>(
    `SELECT assignee FROM ${schema}.user_task WHERE user_task_key = $1::bigint`,
    [userTaskKey],
  );
  return rows[0]?.assignee;
}
