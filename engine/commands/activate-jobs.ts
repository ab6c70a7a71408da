import type { Execution } from '../elements/execution.js';
import { visibleVariables } from '../elements/variables.js';
import { inFuture } from '../model/limits.js';
import type { JobRow, UserTaskRow } from '../state/rows.js';
import { reject } from './rejection.js';
import type { ActivatedJob, ActivateJobsRequest, JobUserTask, Variables } from './requests.js';

/** A reply with more variables than these is full: what is left over is there for the next call. */
const MANY_VARIABLES = 100_000;

/** Hands out up to `maxJobsToActivate` jobs, the oldest first, and locks them for `timeout` ms. */
export function activateJobs(run: Execution, request: ActivateJobsRequest): readonly ActivatedJob[] {
  checkRequest(request);
  const jobs: JobRow[] = [];
  for (const key of run.state.activatableJobs.find(request.type)) {
    if (jobs.length >= request.maxJobsToActivate) break;
    const job = run.state.jobs.require(key);
    if (request.processDefinitionIds?.includes(job.processDefinitionId) !== false) jobs.push(job);
  }
  const deadline = inFuture(run.now, request.timeout);
  const worker = request.worker ?? '';
  const activated: ActivatedJob[] = [];
  for (const job of jobs) {
    if (run.spent > MANY_VARIABLES) break;
    run.emit('job-activated', { key: job.jobKey, worker, deadline, at: run.now });
    activated.push(describe(run, job, { worker, deadline, fetchVariable: request.fetchVariable ?? [] }));
  }
  return activated;
}

function checkRequest({ type, timeout, maxJobsToActivate }: ActivateJobsRequest): void {
  const wrong = (what: string) => reject('ACTIVATE', 'INVALID_ARGUMENT', `Expected to activate jobs with ${what}`);
  if (type === '') throw wrong('a type, but none given');
  if (!(timeout > 0)) throw wrong(`a timeout greater than zero, but it was '${String(timeout)}'`);
  if (!(maxJobsToActivate > 0))
    throw wrong(`a number of jobs greater than zero, but it was '${String(maxJobsToActivate)}'`);
}

function describe(
  run: Execution,
  job: JobRow,
  { worker, deadline, fetchVariable }: { worker: string; deadline: number; fetchVariable: readonly string[] },
): ActivatedJob {
  const { tags } = run.state.processInstances.require(job.processInstanceKey);
  const variables = visibleVariables(run, job.elementInstanceKey);
  const task = job.userTaskKey === null ? undefined : run.state.userTasks.get(job.userTaskKey);
  return {
    jobKey: job.jobKey,
    type: job.type,
    kind: job.kind,
    listenerEventType: job.listenerEventType,
    processInstanceKey: job.processInstanceKey,
    rootProcessInstanceKey: job.rootProcessInstanceKey,
    processDefinitionKey: job.processDefinitionKey,
    processDefinitionId: job.processDefinitionId,
    processDefinitionVersion: job.processDefinitionVersion,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    customHeaders: { ...job.customHeaders },
    worker,
    retries: job.retries,
    deadline,
    // A completing listener sees what the person is about to hand in.
    variables: picked({ ...variables, ...task?.pending?.variables }, fetchVariable),
    tags,
    userTask: task === undefined ? null : describeTask(task),
  };
}

/** No names: all variables. */
export function picked(variables: Variables, names: readonly string[]): Variables {
  if (names.length === 0) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));
}

function describeTask(task: UserTaskRow): JobUserTask {
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority } =
    task.pending?.attributes ?? task;
  return {
    action: task.pending?.action ?? task.action,
    assignee,
    candidateGroups,
    candidateUsers,
    changedAttributes: task.pending?.changed ?? [],
    dueDate: dueDate === null ? null : new Date(dueDate).toISOString(),
    followUpDate: followUpDate === null ? null : new Date(followUpDate).toISOString(),
    formKey: task.formKey,
    priority,
    userTaskKey: task.userTaskKey,
  };
}
