import type { Execution } from '../elements/execution.js';
import { beginChange } from '../elements/user-task-change.js';
import { propagate, setLocal } from '../elements/variables.js';
import { rowsOf } from '../state/state.js';
import { reject } from './rejection.js';
import type { Key, SetVariablesRequest } from './requests.js';
import { requireCreatedTask } from './user-task-commands.js';

export interface VariablesSet {
  readonly changeKey: Key;
  /** They are those of a user task, whose updating listeners are asked first. */
  readonly isAsked: boolean;
}

/** Writes variables from outside: into exactly this scope, or where the names are found, else at the root. */
export function setVariables(run: Execution, request: SetVariablesRequest): VariablesSet {
  const { elementInstanceKey, variables, local = false } = request;
  if (run.live(elementInstanceKey) === undefined) {
    const reason = `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`;
    throw reject('UPDATE', 'NOT_FOUND', reason);
  }
  const changeKey = run.newKey();
  const [task] = rowsOf(run.state.userTasks, run.state.userTasksByElement.find(elementInstanceKey));
  if (task === undefined) {
    if (local) setLocal(run, elementInstanceKey, variables);
    else propagate(run, elementInstanceKey, variables);
    return { changeKey, isAsked: false };
  }
  const { userTaskKey } = task;
  const attributes = requireCreatedTask(run, 'UPDATE', 'update', userTaskKey);
  const changed = ['variables'];
  beginChange(run, userTaskKey, {
    event: 'updating',
    attributes,
    changed,
    requestKey: changeKey,
    variables,
    isLocal: local,
    actor: request.actor,
  });
  return { changeKey, isAsked: true };
}
