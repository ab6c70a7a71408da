import type { Execution } from '../elements/execution.js';
import { beginChange } from '../elements/user-task-change.js';
import { LONGEST_NAME } from '../model/limits.js';
import { reject } from './rejection.js';
import type { AssignUserTaskRequest, Key, UnassignUserTaskRequest } from './requests.js';
import { requireCreatedTask } from './user-task-commands.js';

/** Gives the task to a person; answers with the key of the change, which waits for the assigning listeners. */
export function assignUserTask(run: Execution, request: AssignUserTaskRequest): Key {
  const { userTaskKey, assignee = '' } = request;
  if (assignee.length > LONGEST_NAME)
    throw reject('ASSIGN', 'INVALID_ARGUMENT', `Expected an assignee of at most ${String(LONGEST_NAME)} characters`);
  const claims = request.allowOverride === false;
  const task = requireCreatedTask(run, claims ? 'CLAIM' : 'ASSIGN', claims ? 'claim' : 'assign', userTaskKey, request);
  if (claims && task.assignee !== null && task.assignee !== assignee) {
    const reason = `Expected to claim user task with key '${userTaskKey}', but it has already been assigned`;
    throw reject('CLAIM', 'INVALID_STATE', reason);
  }
  const action = request.action ?? '';
  return assign(run, userTaskKey, {
    assignee: assignee === '' ? null : assignee,
    action: action === '' ? (claims ? 'claim' : 'assign') : action,
    actor: request.actor,
  });
}

export function unassignUserTask(run: Execution, request: UnassignUserTaskRequest): Key {
  const { userTaskKey, actor } = request;
  requireCreatedTask(run, 'ASSIGN', 'assign', userTaskKey, request);
  return assign(run, userTaskKey, { assignee: null, action: 'unassign', actor });
}

function assign(
  run: Execution,
  userTaskKey: Key,
  { assignee, action, actor }: { assignee: string | null; action: string; actor: string | undefined },
): Key {
  const requestKey = run.newKey();
  const attributes = { ...run.state.userTasks.require(userTaskKey), assignee };
  beginChange(run, userTaskKey, { event: 'assigning', attributes, changed: ['assignee'], requestKey, action, actor });
  return requestKey;
}
