import type { Execution } from '../elements/execution.js';
import type { UserTaskRow } from '../state/rows.js';
import { reject } from './rejection.js';
import type { AsSeen, Key } from './requests.js';

/** The task, if nothing else is going on with it, and it is still whose the caller thinks it is. */
export function requireCreatedTask(
  run: Execution,
  command: string,
  verb: string,
  userTaskKey: Key,
  { assignedTo }: AsSeen = {},
): UserTaskRow {
  const task = run.state.userTasks.get(userTaskKey);
  const expected = `Expected to ${verb} user task with key '${userTaskKey}'`;
  if (task === undefined) throw reject(command, 'NOT_FOUND', `${expected}, but no such user task was found`);
  if (task.state !== 'CREATED')
    throw reject(command, 'INVALID_STATE', `${expected}, but it is in state '${task.state}'`);
  if (assignedTo !== undefined && task.assignee !== assignedTo)
    throw reject(command, 'INVALID_STATE', `${expected}, but it has been assigned anew meanwhile`);
  return task;
}
