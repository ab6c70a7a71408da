import type { Key } from '../commands/requests.js';
import type { ElementInstanceRow, UserTaskRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { ElementBehavior } from './behavior.js';
import { createUserTask } from './create-user-task.js';
import type { Execution } from './execution.js';
import { resolveIncidents } from './incidents.js';
import { cancelJobs } from './jobs.js';
import { beginChange, refuseChange } from './user-task-change.js';
import { createUserTaskJob } from './user-task-job.js';

/**
 * User task of Camunda 8: waits for a person; task listeners may correct or deny what people do with it. Without the
 * `zeebe:userTask` of the diagram it is a job.
 */
export const userTask: ElementBehavior = {
  activate: (run, instance, element) => {
    if (element.job === null) createUserTask(run, instance, element);
    else createUserTaskJob(run, instance, element);
  },
  terminate: (run, instance) => {
    const task = taskOf(run, instance);
    if (task === undefined) return true;
    if (task.state === 'CANCELING') return false;
    refuseChange(run, task, canceled(task));
    // Ends the task, at once or after its listeners, and then comes back to the end of the element.
    beginChange(run, task.userTaskKey, { event: 'canceling', attributes: task });
    return false;
  },
};

export function taskOf(run: Execution, instance: ElementInstanceRow): UserTaskRow | undefined {
  return rowsOf(run.state.userTasks, run.state.userTasksByElement.find(instance.elementInstanceKey))[0];
}

const canceled = ({ userTaskKey }: UserTaskRow): string => `the user task with key '${userTaskKey}' was canceled`;

/** Stops the element and everything inside it; unlike `run.terminate` it waits for no canceling listener. */
export function terminateAtOnce(run: Execution, key: Key): void {
  const waiting = withdrawUserTasks(run, key);
  run.terminate(key);
  for (const ending of waiting) run.finishTermination(ending);
}

/** Ends the user tasks in here, and answers with the elements that have been waiting for their canceling listeners. */
function withdrawUserTasks(run: Execution, key: Key): readonly Key[] {
  const instance = run.live(key);
  if (instance === undefined) return [];
  const { calledKey } = instance.runtime;
  const inside = run.state.childrenOf(key).map(({ elementInstanceKey }) => elementInstanceKey);
  const waiting = [...inside, ...(calledKey === undefined ? [] : [calledKey])].flatMap((one) =>
    withdrawUserTasks(run, one),
  );
  const task = taskOf(run, instance);
  if (task === undefined) return waiting;
  refuseChange(run, task, canceled(task));
  run.emit('user-task-ended', { key: task.userTaskKey, state: 'CANCELED', attributes: task, action: '', at: run.now });
  if (instance.phase !== 'TERMINATING') return waiting;
  cancelJobs(run, key);
  resolveIncidents(run, key);
  return [...waiting, key];
}
