import type { Key, Variables } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import { handlerEnded, rememberCompensable } from './compensation.js';
import type { Beginning, Execution } from './execution.js';
import { raiseIncident, resolveIncidents } from './incidents.js';
import { cancelJobs } from './jobs.js';
import { ListenerError, runNextListener } from './execution-listeners.js';
import { applyInputs, applyOutputs } from './mappings.js';
import { innerCompleted, innerCompleting, innerTerminated, isInnerInstance } from './multi-instance-body.js';
import { processEnded } from './process-ended.js';
import { closeSubscriptions, openSubscriptions } from './subscriptions.js';
import { localVariables, setLocal } from './variables.js';

/** Creates an instance of the element in the scope and lets it begin. */
export function activate(
  run: Execution,
  element: ElementModel,
  scope: ElementInstanceRow,
  beginning: Beginning = {},
): Key {
  const key = create(run, element, scope, beginning);
  run.enqueue(() => {
    enter(run, key);
  });
  return key;
}

function create(
  run: Execution,
  element: ElementModel,
  scope: ElementInstanceRow,
  { runtime = {}, locals = {}, inner = false }: Beginning,
): Key {
  const elementInstanceKey = run.newKey();
  run.emit('element-activating', {
    row: {
      elementInstanceKey,
      processInstanceKey: scope.processInstanceKey,
      rootProcessInstanceKey: scope.rootProcessInstanceKey,
      processDefinitionKey: scope.processDefinitionKey,
      processDefinitionId: scope.processDefinitionId,
      scopeKey: scope.elementInstanceKey,
      elementId: element.id,
      elementName: element.name,
      type: element.loop !== null && !inner ? 'MULTI_INSTANCE_BODY' : element.type,
      state: 'ACTIVE',
      startDate: run.now,
      endDate: null,
      incidentKey: null,
      incidentCount: 0,
      phase: 'ACTIVATING',
      runtime,
    },
  });
  setLocal(run, elementInstanceKey, locals);
  return elementInstanceKey;
}

/** Creates a scope that something is put into from outside: it listens for its events, but begins nothing by itself. */
export function open(run: Execution, element: ElementModel, scope: ElementInstanceRow, locals: Variables): Key {
  const key = create(run, element, scope, { locals });
  openSubscriptions(run, run.state.elements.require(key), element);
  run.emit('element-activated', { key });
  run.behaviorOf(element.type).opened?.(run, run.state.elements.require(key), element);
  return key;
}

/** First half of an element's life; done again when an incident of it is resolved. */
export function enter(run: Execution, key: Key): void {
  whole(run, key, 'ACTIVATING', (instance, element) => {
    if (isBody(instance) || (instance.runtime.listenersDone ?? 0) > 0) return;
    applyInputs(run, instance, element);
  });
  whole(run, key, 'ACTIVATING', (instance, element, behavior) => {
    if (!isBody(instance) && runNextListener(run, instance, element.startListeners, 'START')) return;
    openSubscriptions(run, instance, element);
    run.emit('element-activated', { key });
    forgetListeners(run, key);
    behavior.activate(run, run.state.elements.require(key), element);
  });
}

/** The work of the element is done: it ends with these variables of a job, event or user task. */
export function complete(run: Execution, key: Key, trigger?: Variables): void {
  const instance = run.live(key);
  if (instance?.phase !== 'ACTIVATED') return;
  if (trigger !== undefined) run.setRuntime(key, { trigger });
  run.emit('element-completing', { key });
  run.enqueue(() => {
    leave(run, key);
  });
}

/** Second half; done again when an incident of it is resolved. */
export function leave(run: Execution, key: Key): void {
  whole(run, key, 'COMPLETING', (instance, element) => {
    if (isBody(instance) || (instance.runtime.listenersDone ?? 0) > 0) return;
    applyOutputs(run, instance, element);
    // Nothing can happen any more to an element that only its listeners hold.
    if (element.endListeners.length > 0) closeSubscriptions(run, key);
  });
  whole(run, key, 'COMPLETING', (instance, element, behavior) => {
    if (!isBody(instance) && runNextListener(run, instance, element.endListeners, 'END')) return;
    const flows = isInnerInstance(run, instance)
      ? []
      : (behavior.chooseFlows?.(run, instance, element) ?? element.outgoing);
    if (isInnerInstance(run, instance)) innerCompleting(run, instance, element);
    behavior.completing?.(run, instance, element);
    rememberCompensable(run, instance, element);
    closeSubscriptions(run, key);
    const variables = instance.scopeKey === null ? localVariables(run, key) : {};
    run.emit('element-ended', { key, state: 'COMPLETED', at: run.now });
    handlerEnded(run, instance);
    if (instance.scopeKey === null) {
      processEnded(run, instance, 'COMPLETED', variables);
      return;
    }
    const scope = run.state.elements.require(instance.scopeKey);
    if (endsInstance(run, instance)) return;
    if (isInnerInstance(run, instance)) innerCompleted(run, scope, element);
    else if (behavior.completed !== undefined) behavior.completed(run, instance, element);
    else for (const flow of flows) run.takeFlow(flow, scope);
    run.childEnded(instance.scopeKey);
  });
}

/** Stops the element and everything inside it; what interrupts it goes on once all has ended. */
export function terminate(run: Execution, key: Key): void {
  const instance = run.live(key);
  if (instance === undefined || instance.phase === 'TERMINATING') return;
  run.emit('element-terminating', { key });
  closeSubscriptions(run, key);
  cancelJobs(run, key);
  resolveIncidents(run, key);
  for (const child of run.state.childrenOf(key)) terminate(run, child.elementInstanceKey);
  finishTermination(run, key);
}

/** Ends a terminating element as soon as nothing inside it lives any more. */
export function finishTermination(run: Execution, key: Key): void {
  const instance = run.live(key);
  if (instance?.phase !== 'TERMINATING' || run.state.children.find(key).size > 0) return;
  const element = run.elementOf(instance);
  if (run.behaviorOf(instance.type).terminate?.(run, instance, element) === false) return;
  run.emit('element-ended', { key, state: 'TERMINATED', at: run.now });
  innerTerminated(run, instance);
  handlerEnded(run, instance);
  if (instance.scopeKey === null) {
    processEnded(run, instance, 'TERMINATED', {});
    return;
  }
  const { pending } = instance.runtime;
  const scope = run.state.elements.require(instance.scopeKey);
  if (pending !== undefined && pending !== null && scope.phase !== 'TERMINATING') {
    const event = run.element(instance.processDefinitionKey, pending.elementId);
    activate(run, event, scope, { runtime: { trigger: pending.variables } });
    return;
  }
  run.childEnded(instance.scopeKey);
}

/** Goes on where an incident stopped the element. */
export function retry(run: Execution, key: Key): void {
  const instance = run.live(key);
  if (instance?.phase === 'ACTIVATING') enter(run, key);
  else if (instance?.phase === 'COMPLETING') leave(run, key);
}

/** Does one part of the life cycle as a whole, or raises an incident and leaves nothing half done. */
function whole(
  run: Execution,
  key: Key,
  phase: 'ACTIVATING' | 'COMPLETING',
  work: (instance: ElementInstanceRow, element: ElementModel, behavior: ElementBehavior) => void,
): void {
  const instance = run.live(key);
  if (instance?.phase !== phase || run.state.incidentsByElement.find(key).size > 0) return;
  const problem = run.attempt(() => {
    work(instance, run.elementOf(instance), run.behaviorOf(instance.type));
  });
  if (problem === null) return;
  problem.keep();
  if (problem instanceof ListenerError) forgetListeners(run, key);
  raiseIncident(run, instance, problem.type, problem.message);
}

function forgetListeners(run: Execution, key: Key): void {
  const { listenersDone, ...runtime } = run.state.elements.require(key).runtime;
  if (listenersDone !== undefined) run.emit('element-runtime-changed', { key, runtime });
}

const isBody = (instance: ElementInstanceRow): boolean => instance.type === 'MULTI_INSTANCE_BODY';

/** Runtime instruction TERMINATE_PROCESS_INSTANCE: the instance ends after this element. */
function endsInstance(run: Execution, instance: ElementInstanceRow): boolean {
  const root = run.live(instance.processInstanceKey);
  if (root?.runtime.terminateAfter?.includes(instance.elementId) !== true) return false;
  terminate(run, root.elementInstanceKey);
  return true;
}
