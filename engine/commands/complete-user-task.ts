import type { Execution } from '../elements/execution.js';
import { beginChange } from '../elements/user-task-change.js';
import type { CompleteUserTaskRequest, Key } from './requests.js';
import { requireCreatedTask } from './user-task-commands.js';

/** The person hands the task in; answers with the key of the change, which waits for the completing listeners. */
export function completeUserTask(run: Execution, request: CompleteUserTaskRequest): Key {
  const { userTaskKey } = request;
  const attributes = requireCreatedTask(run, 'COMPLETE', 'complete', userTaskKey, request);
  const requestKey = run.newKey();
  const action = request.action ?? '';
  beginChange(run, userTaskKey, {
    event: 'completing',
    attributes,
    requestKey,
    action: action === '' ? 'complete' : action,
    variables: request.variables ?? {},
    actor: request.actor,
  });
  return requestKey;
}
