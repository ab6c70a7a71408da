import type { ActName } from '../../rules/acts.js';
import { ApiError } from '../api-error.js';
import type { StaffCaller } from '../caller.js';
import type { EnginePort } from '../engine-port.js';
import { EngineRefusedError } from '../engine/errors.js';
import type { EngineTask } from '../engine/types.js';
import { taskCaseOf } from '../../rules/task-case.js';
import type { TaskCase } from '../../rules/task-case.js';

/** A task that is still to be done; 404 when it never was, 409 when it is over. */
export async function openTask(engine: EnginePort, caller: StaffCaller, taskKey: string): Promise<EngineTask> {
  const task = await engine
    .as(caller.username)
    .getTask(taskKey)
    .catch((error: unknown) => {
      throw error instanceof EngineRefusedError && error.status === 404 ? new ApiError('NOT_FOUND') : error;
    });
  if (!['CREATED', 'CREATING', 'ASSIGNING', 'UPDATING', 'COMPLETING'].includes(task.state)) {
    throw new ApiError('TASK_CLOSED');
  }
  return task;
}

/** The case of a task of ours. */
export async function caseOfTask(engine: EnginePort, caller: StaffCaller, task: EngineTask): Promise<TaskCase> {
  const variables = await engine.as(caller.username).taskVariables(task.taskKey);
  const taskCase = taskCaseOf(task.act, variables);
  if (taskCase === null) throw new ApiError('TASK_OF_OTHER_ACT', '此任务不属于本系统的案件，请联系管理员。');
  return taskCase;
}

/** The case of a task that is open and claimed by this person, whatever its act. */
export async function requireTaskOfPerson(engine: EnginePort, caller: StaffCaller, taskKey: string): Promise<TaskCase> {
  const task = await openTask(engine, caller, taskKey);
  if (task.assignee !== caller.username) throw new ApiError('TASK_NOT_YOURS');
  return caseOfTask(engine, caller, task);
}

/**
 * What is entered for a task is stored only while the task is open, claimed by this person, and of this act and case:
 * otherwise somebody could slip facts into a step that is not his.
 */
export async function requireOwnTask(
  engine: EnginePort,
  caller: StaffCaller,
  wanted: { readonly taskKey: string; readonly acts: readonly ActName[]; readonly caseId?: string },
): Promise<TaskCase> {
  const taskCase = await requireTaskOfPerson(engine, caller, wanted.taskKey);
  const sameCase = wanted.caseId === undefined || wanted.caseId === taskCase.id;
  if (!wanted.acts.includes(taskCase.act) || !sameCase) throw new ApiError('TASK_OF_OTHER_ACT');
  return taskCase;
}
