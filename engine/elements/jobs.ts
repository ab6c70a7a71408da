import type { JobKind, Key, ListenerEventType } from '../commands/requests.js';
import type { ElementModel, JobDefinition } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { Execution } from './execution.js';
import { evaluateInteger, evaluateText } from './variables.js';

export interface JobPurpose {
  readonly kind: JobKind;
  readonly event: ListenerEventType;
  readonly userTaskKey?: Key;
}

/** The job that does the work of a task or throws a message. */
export function createElementJob(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  if (element.job === null) throw new Error(`element ${element.id} has no job definition`);
  createJob(run, instance, element.job, { kind: 'BPMN_ELEMENT', event: 'UNSPECIFIED' });
}

export function createJob(
  run: Execution,
  instance: ElementInstanceRow,
  definition: JobDefinition,
  { kind, event, userTaskKey }: JobPurpose,
): void {
  const key = instance.elementInstanceKey;
  const { processDefinitionVersion } = run.state.processInstances.require(instance.processInstanceKey);
  run.emit('job-created', {
    row: {
      jobKey: run.newKey(),
      type: evaluateText(run, key, definition.type),
      kind,
      listenerEventType: event,
      state: 'CREATED',
      status: 'ACTIVATABLE',
      processInstanceKey: instance.processInstanceKey,
      rootProcessInstanceKey: instance.rootProcessInstanceKey,
      processDefinitionKey: instance.processDefinitionKey,
      processDefinitionId: instance.processDefinitionId,
      processDefinitionVersion,
      elementId: instance.elementId,
      elementInstanceKey: key,
      userTaskKey: userTaskKey ?? null,
      worker: '',
      retries: evaluateInteger(run, key, definition.retries),
      deadline: null,
      retryAt: null,
      customHeaders: definition.headers,
      isDenied: null,
      deniedReason: null,
      errorCode: null,
      errorMessage: null,
      hasFailedWithRetriesLeft: false,
      creationTime: run.now,
      lastUpdateTime: run.now,
      endTime: null,
    },
  });
}

/** Takes the open jobs of an element back; a worker that completes one later gets NOT_FOUND. */
export function cancelJobs(run: Execution, elementInstanceKey: Key): void {
  for (const job of rowsOf(run.state.jobs, run.state.jobsByElement.find(elementInstanceKey)))
    run.emit('job-canceled', { key: job.jobKey, at: run.now });
}
