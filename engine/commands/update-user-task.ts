import type { Execution } from '../elements/execution.js';
import { changedAttributes } from '../elements/user-task-attributes.js';
import { beginChange } from '../elements/user-task-change.js';
import { checkAttributes } from './complete-job.js';
import { reject } from './rejection.js';
import type { Key, UpdateUserTaskRequest } from './requests.js';
import { requireCreatedTask } from './user-task-commands.js';

/** Changes dates, candidates or priority; what the changeset leaves out stays, '' and [] clear. */
export function updateUserTask(run: Execution, request: UpdateUserTaskRequest): Key {
  const { userTaskKey } = request;
  const task = requireCreatedTask(run, 'UPDATE', 'update', userTaskKey);
  const changeset = request.changeset ?? {};
  checkAttributes(changeset, (reason) =>
    reject('UPDATE', 'INVALID_ARGUMENT', `Expected to update user task with key '${userTaskKey}', but ${reason}`),
  );
  const { attributes, changed } = changedAttributes(task, { ...changeset, assignee: null });
  const requestKey = run.newKey();
  const action = request.action ?? '';
  beginChange(run, userTaskKey, {
    event: 'updating',
    attributes,
    changed,
    requestKey,
    action: action === '' ? 'update' : action,
    actor: request.actor,
  });
  return requestKey;
}
