import { auditChange } from '../audit/user-tasks.js';
import { reject } from '../commands/rejection.js';
import type { Key, ListenerEventType, UserTaskAttributes, Variables } from '../commands/requests.js';
import type { ListenerDefinition, TaskListenerEvent } from '../model/types.js';
import type { PendingChange, TaskAttributes, UserTaskRow, UserTaskState } from '../state/rows.js';
import type { Execution } from './execution.js';
import { amongGlobal, pinListeners } from './global-task-listeners.js';
import { raiseIncident } from './incidents.js';
import { createJob } from './jobs.js';
import { changedAttributes, differences } from './user-task-attributes.js';
import { propagate, setLocal } from './variables.js';

export interface NewChange {
  readonly event: TaskListenerEvent;
  readonly attributes: TaskAttributes;
  readonly changed?: readonly string[];
  readonly requestKey?: Key | null;
  readonly action?: string;
  readonly variables?: Variables;
  readonly isLocal?: boolean;
  readonly actor?: string | undefined;
}

const STATES: Readonly<Record<TaskListenerEvent, UserTaskState>> = {
  creating: 'CREATING',
  assigning: 'ASSIGNING',
  updating: 'UPDATING',
  completing: 'COMPLETING',
  canceling: 'CANCELING',
};

/** Command name and noun of the sentence for a denied change. */
const DENIED: Readonly<Partial<Record<TaskListenerEvent, readonly [string, string]>>> = {
  assigning: ['ASSIGN', 'Assignment'],
  updating: ['UPDATE', 'Update'],
  completing: ['COMPLETE', 'Completion'],
};

export const canBeDenied = (event: TaskListenerEvent): boolean => DENIED[event] !== undefined;

/** Begins to change a user task; the change takes hold when the listeners of its event are through. */
export function beginChange(run: Execution, userTaskKey: Key, change: NewChange): void {
  const { assignee, candidateGroups, candidateUsers, priority, dueDate, followUpDate } = change.attributes;
  const globalListeners = pinListeners(run, change.event);
  const pending: PendingChange = {
    event: change.event,
    requestKey: change.requestKey ?? null,
    action: change.action ?? '',
    listenersDone: 0,
    attributes: { assignee, candidateGroups, candidateUsers, priority, dueDate, followUpDate },
    changed: change.changed ?? [],
    variables: change.variables ?? {},
    ...(change.isLocal === true ? { isLocal: true } : {}),
    ...(globalListeners === undefined ? {} : { globalListeners }),
    ...(change.actor === undefined ? {} : { actor: change.actor }),
  };
  run.emit('user-task-changing', { key: userTaskKey, state: STATES[change.event], pending });
  proceed(run, userTaskKey);
}

/** Hands out the job of the next listener, or lets the change take hold. */
export function proceed(run: Execution, userTaskKey: Key): void {
  const task = run.state.userTasks.require(userTaskKey);
  const listener = task.pending === null ? undefined : listenersOf(run, task)[task.pending.listenersDone];
  if (listener === undefined || task.pending === null) {
    takeHold(run, task);
    return;
  }
  const instance = run.state.elements.require(task.elementInstanceKey);
  const event = task.pending.event.toUpperCase() as ListenerEventType;
  const definition = { ...listener, headers: { ...task.customHeaders, ...listener.headers } };
  const problem = run.attempt(() => {
    createJob(run, instance, definition, { kind: 'TASK_LISTENER', event, userTaskKey });
  });
  if (problem === null) return;
  beginAnew(run, task, task.pending);
  raiseIncident(run, instance, problem.type, problem.message);
}

/** When a listener cannot be asked, all of them are asked again once the problem is solved. */
function beginAnew(
  run: Execution,
  { userTaskKey, state }: UserTaskRow,
  { uncorrected, ...pending }: PendingChange,
): void {
  if (pending.listenersDone > 0)
    run.emit('user-task-changing', {
      key: userTaskKey,
      state,
      pending: { ...pending, ...uncorrected, listenersDone: 0 },
    });
}

function listenersOf(run: Execution, task: UserTaskRow): readonly ListenerDefinition[] {
  const { pending } = task;
  if (pending === null) return [];
  const definition = run.element(task.processDefinitionKey, task.elementId).userTask;
  return amongGlobal(definition?.listeners[pending.event] ?? [], pending.globalListeners);
}

/** A listener has said yes, perhaps with corrections. */
export function listenerApproved(run: Execution, task: UserTaskRow, corrections: UserTaskAttributes | null): void {
  if (task.pending === null) throw new Error(`user task ${task.userTaskKey} waits for no listener`);
  const { pending } = task;
  const corrected = changedAttributes(pending.attributes, corrections ?? {});
  run.emit('user-task-changing', {
    key: task.userTaskKey,
    state: task.state,
    pending: {
      ...pending,
      ...(corrected.changed.length === 0 ? {} : correctedChange(task, pending, corrected.attributes)),
      listenersDone: pending.listenersDone + 1,
    },
  });
  proceed(run, task.userTaskKey);
}

/** What a later listener corrects back is not changed any more. */
function correctedChange(
  task: UserTaskRow,
  { attributes: asked, changed, uncorrected = { attributes: asked, changed } }: PendingChange,
  attributes: TaskAttributes,
): Pick<PendingChange, 'attributes' | 'changed' | 'uncorrected'> {
  const others = uncorrected.changed.filter((name) => !Object.hasOwn(attributes, name));
  return { attributes, changed: [...others, ...differences(task, attributes)], uncorrected };
}

/** A listener has said no: the task is as it was before, and the caller hears the reason. */
export function listenerDenied(run: Execution, task: UserTaskRow, reason: string): void {
  const { pending } = task;
  run.emit('user-task-change-denied', { key: task.userTaskKey });
  auditChange(run, task, 'FAIL');
  const requestKey = pending?.requestKey ?? null;
  if (pending === null || requestKey === null) return;
  const [command, noun] = DENIED[pending.event] ?? ['UPDATE', 'Update'];
  const rejection = reject(
    command,
    'INVALID_STATE',
    `${noun} of the User Task with key '${task.userTaskKey}' was denied by Task Listener. Reason to deny: '${reason}'`,
  );
  run.effects.push({ kind: 'request-answered', requestKey, rejection });
}

/** Whoever waits for a change that will not come hears why. */
export function refuseChange(run: Execution, task: UserTaskRow, reason: string): void {
  const { pending } = task;
  auditChange(run, task, 'FAIL');
  const requestKey = pending?.requestKey ?? null;
  if (pending === null || requestKey === null) return;
  const [command] = DENIED[pending.event] ?? ['UPDATE'];
  const rejection = reject(command, 'INVALID_STATE', `Expected to wait for the task listeners, but ${reason}`);
  run.effects.push({ kind: 'request-answered', requestKey, rejection });
}

function takeHold(run: Execution, task: UserTaskRow): void {
  const { userTaskKey, elementInstanceKey, pending } = task;
  if (pending === null) return;
  const { attributes, action, event } = pending;
  const at = run.now;
  auditChange(run, task, 'SUCCESS');
  switch (event) {
    case 'creating':
      run.emit('user-task-changed', { key: userTaskKey, attributes: { ...attributes, assignee: null }, action });
      if (attributes.assignee !== null)
        beginChange(run, userTaskKey, { event: 'assigning', attributes, changed: ['assignee'] });
      break;
    case 'completing':
      run.emit('user-task-ended', { key: userTaskKey, state: 'COMPLETED', attributes, action, at });
      run.complete(elementInstanceKey, pending.variables);
      break;
    case 'canceling':
      run.emit('user-task-ended', { key: userTaskKey, state: 'CANCELED', attributes, action, at });
      run.finishTermination(elementInstanceKey);
      break;
    default:
      run.emit('user-task-changed', { key: userTaskKey, attributes, action });
      if (pending.isLocal === true) setLocal(run, elementInstanceKey, pending.variables);
      else propagate(run, elementInstanceKey, pending.variables);
  }
  if (pending.requestKey !== null)
    run.effects.push({ kind: 'request-answered', requestKey: pending.requestKey, rejection: null });
}
