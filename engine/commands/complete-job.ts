import type { Execution } from '../elements/execution.js';
import { canBeDenied, listenerApproved, listenerDenied } from '../elements/user-task-change.js';
import { isPriority } from '../elements/user-task-attributes.js';
import { parseDate } from '../elements/date-times.js';
import { propagate, setLocal } from '../elements/variables.js';
import { LONGEST_NAME } from '../model/limits.js';
import type { JobRow, PendingChange } from '../state/rows.js';
import { completeAdHocJob } from './complete-ad-hoc-job.js';
import { requireOpenJob } from './job-commands.js';
import { reject } from './rejection.js';
import type { CompleteJobRequest, UserTaskAttributes } from './requests.js';

/** The work of a job is done: its element, or the listener's element, goes on. */
export function completeJob(run: Execution, request: CompleteJobRequest): void {
  const job = requireOpenJob(run, 'COMPLETE', 'complete', request.jobKey);
  const variables = request.variables ?? {};
  if (job.kind === 'TASK_LISTENER') {
    completeTaskListener(run, job, request);
    return;
  }
  if (job.kind === 'AD_HOC_SUB_PROCESS') {
    completeAdHocJob(run, job, request);
    return;
  }
  finish(run, job);
  if (job.kind === 'EXECUTION_LISTENER') {
    const instance = run.state.elements.require(job.elementInstanceKey);
    if (job.listenerEventType === 'START') setLocal(run, job.elementInstanceKey, variables);
    else propagate(run, instance.scopeKey ?? job.elementInstanceKey, variables);
    run.setRuntime(job.elementInstanceKey, { listenersDone: (instance.runtime.listenersDone ?? 0) + 1 });
    run.retry(job.elementInstanceKey);
    return;
  }
  run.complete(job.elementInstanceKey, variables);
}

function finish(
  run: Execution,
  job: JobRow,
  isDenied: boolean | null = null,
  deniedReason: string | null = null,
): void {
  run.emit('job-completed', { key: job.jobKey, at: run.now, isDenied, deniedReason });
}

function completeTaskListener(run: Execution, job: JobRow, { variables, result }: CompleteJobRequest): void {
  const wrong = (reason: string) =>
    reject(
      'COMPLETE',
      'INVALID_ARGUMENT',
      `Expected to complete task listener job with key '${job.jobKey}', but ${reason}`,
    );
  if (Object.keys(variables ?? {}).length > 0) throw wrong('it sets variables, which is not supported');
  const task = run.state.userTasks.require(job.userTaskKey ?? '');
  const denied = result?.denied === true;
  const corrections = result?.corrections ?? null;
  if (denied && task.pending !== null && !canBeDenied(task.pending.event))
    throw wrong(`denying the event '${task.pending.event}' is not supported`);
  if (
    denied &&
    corrections !== null &&
    Object.values(corrections).some((value) => value !== null && value !== undefined)
  )
    throw wrong('it both denies and corrects');
  if (corrections !== null) checkAttributes(corrections, wrong);
  if (typeof corrections?.assignee === 'string' && task.pending !== null && hasAssigneeOfDiagram(task.pending))
    throw wrong('it corrects the assignee while the task is created, which the process has set already');
  finish(run, job, result?.denied ?? null, denied ? (result.deniedReason ?? '') : null);
  if (denied) listenerDenied(run, task, result.deniedReason ?? '');
  else listenerApproved(run, task, corrections);
}

function hasAssigneeOfDiagram({ event, attributes, uncorrected }: PendingChange): boolean {
  return event === 'creating' && (uncorrected?.attributes ?? attributes).assignee !== null;
}

/** Refuses dates that are none and priorities outside 0..100. */
export function checkAttributes(attributes: UserTaskAttributes, wrong: (reason: string) => Error): void {
  for (const name of ['dueDate', 'followUpDate'] as const) {
    const value = attributes[name];
    if (value === undefined || value === null || value === '') continue;
    try {
      parseDate(value);
    } catch {
      throw wrong(`the ${name} '${value}' is no date and time in ISO 8601`);
    }
  }
  const { assignee, candidateGroups, candidateUsers } = attributes;
  const names = [assignee ?? '', ...(candidateGroups ?? []), ...(candidateUsers ?? [])];
  if (names.some((name) => name.length > LONGEST_NAME))
    throw wrong(`a name has more than ${String(LONGEST_NAME)} characters`);
  const { priority } = attributes;
  if (priority !== undefined && priority !== null && !isPriority(priority))
    throw wrong(`the priority '${String(priority)}' is not in the range [0,100]`);
}
