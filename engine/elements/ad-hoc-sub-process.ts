import type { Json, Key, Variables } from '../commands/requests.js';
import { innerElementOf } from '../model/read-ad-hoc.js';
import type { AdHocDefinition, ElementModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { ElementBehavior } from './behavior.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { createJob } from './jobs.js';
import { terminateChildren } from './scope.js';
import { subProcess } from './sub-process.js';
import { evaluate, evaluateList, localVariables, propagate, setLocal } from './variables.js';

/**
 * Ad-hoc subprocess: its elements begin in any order, each in an inner instance of its own. Which ones, and when all is
 * done, is said by the diagram or, with a task definition, by a worker; and always by `activateElements`.
 */
export const adHocSubProcess: ElementBehavior = {
  activate: (run, instance, element) => {
    describeElements(run, instance, element);
    const key = instance.elementInstanceKey;
    if (element.job !== null) createAdHocJob(run, instance, element);
    else for (const elementId of activeElements(run, key, element)) startInner(run, key, elementId, {});
  },
  opened: describeElements,
  completing: (run, instance, element) => {
    const { outputCollection } = settingsOf(element);
    const { elementInstanceKey, scopeKey } = instance;
    if (outputCollection === null || scopeKey === null) return;
    propagate(run, scopeKey, { [outputCollection]: localVariables(run, elementInstanceKey)[outputCollection] ?? null });
  },
};

/** The path of one element of an ad-hoc subprocess. */
export const adHocInnerInstance: ElementBehavior = {
  ...subProcess,
  completing: collectOutput,
  completed: (run, { scopeKey }) => {
    if (scopeKey !== null) decide(run, scopeKey);
  },
};

/** An event subprocess; inside an ad-hoc subprocess it counts like one of its elements. */
export const eventSubProcess: ElementBehavior = {
  ...subProcess,
  completing: (run, instance) => {
    if (isInAdHoc(run, instance)) collectOutput(run, instance);
  },
  completed: (run, instance) => {
    if (instance.scopeKey !== null && isInAdHoc(run, instance)) decide(run, instance.scopeKey);
  },
};

const isInAdHoc = (run: Execution, { scopeKey }: ElementInstanceRow): boolean =>
  scopeKey !== null && run.live(scopeKey)?.type === 'AD_HOC_SUB_PROCESS';

function settingsOf(element: ElementModel): AdHocDefinition {
  if (element.adHoc === null) throw new Error(`element ${element.id} is no ad-hoc subprocess`);
  return element.adHoc;
}

/** Ids that are not of an element that can begin. */
export function unknownElements<Id extends Json>(element: ElementModel, elementIds: readonly Id[]): readonly Id[] {
  const known = new Set<Json>(settingsOf(element).elements.map(({ elementId }) => elementId ?? null));
  return elementIds.filter((elementId) => !known.has(elementId));
}

/** Lets elements begin, and ends those that were active before when told so. All ids must be known. */
export function activateElements(
  run: Execution,
  key: Key,
  elements: readonly { readonly elementId: string; readonly variables: Variables }[],
  cancelsRemaining: boolean,
): void {
  const before = run.state.childrenOf(key);
  for (const { elementId, variables } of elements) startInner(run, key, elementId, variables);
  if (cancelsRemaining) for (const { elementInstanceKey } of before) run.terminate(elementInstanceKey);
}

/** A worker has said that all is done: it ends now, or with the last of what is still active. */
export function fulfil(run: Execution, key: Key): void {
  run.setRuntime(key, { endsWhenEmpty: true });
  run.childEnded(key);
}

function startInner(run: Execution, key: Key, elementId: string, locals: Variables): void {
  const instance = run.state.elements.require(key);
  const inner = innerElementOf(run.elementOf(instance));
  if (inner === undefined) throw new Error(`element ${instance.elementId} is no ad-hoc subprocess`);
  run.activate(inner, instance, { locals, runtime: { startAt: [elementId] } });
}

/** What a worker must know to choose, as a variable; and the list in which the outputs are gathered. */
function describeElements(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const { elements, outputCollection } = settingsOf(element);
  setLocal(run, instance.elementInstanceKey, {
    adHocSubProcessElements: [...elements],
    ...(outputCollection === null ? {} : { [outputCollection]: [] }),
  });
}

function activeElements(run: Execution, key: Key, element: ElementModel): string[] {
  const { activeElements: expression } = settingsOf(element);
  if (expression === null) return [];
  const ids = evaluateList(run, key, expression);
  const unknown = unknownElements(element, ids);
  if (unknown.length === 0) return ids as string[];
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.text}' to be a list of the ids of elements in the ad-hoc subprocess '${element.id}', but found ${JSON.stringify(unknown)}.`,
  );
}

function createAdHocJob(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  if (element.job !== null) createJob(run, instance, element.job, { kind: 'AD_HOC_SUB_PROCESS', event: 'UNSPECIFIED' });
}

/** While the variables of what completes still exist: its output goes to the end of the list. */
function collectOutput(run: Execution, instance: ElementInstanceRow): void {
  const scope = run.state.elements.require(instance.scopeKey ?? '');
  const { outputCollection, outputElement } = settingsOf(run.elementOf(scope));
  if (outputCollection === null || outputElement === null) return;
  const known = localVariables(run, scope.elementInstanceKey)[outputCollection];
  const outputs = Array.isArray(known) ? known : [];
  run.spend(outputs.length >> 3);
  const output = evaluate(run, instance.elementInstanceKey, outputElement);
  setLocal(run, scope.elementInstanceKey, { [outputCollection]: [...outputs, output] });
}

/** Something inside has completed: the diagram or the worker says how it goes on. */
function decide(run: Execution, key: Key): void {
  const instance = run.state.elements.require(key);
  const element = run.elementOf(instance);
  const isFulfilled = instance.runtime.endsWhenEmpty === true && element.job !== null;
  if (instance.phase !== 'ACTIVATED' || isFulfilled) return;
  if (instance.runtime.interrupted === true) run.setRuntime(key, { endsWhenEmpty: true });
  else if (element.job !== null) {
    cancelAdHocJobs(run, key);
    createAdHocJob(run, instance, element);
  } else decideByDiagram(run, key, settingsOf(element));
}

function decideByDiagram(run: Execution, key: Key, { completionCondition, cancelsRemaining }: AdHocDefinition): void {
  const value = completionCondition === null ? true : evaluate(run, key, completionCondition);
  if (typeof value !== 'boolean')
    throw new IncidentError(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${completionCondition?.text ?? ''}' to be 'BOOLEAN', but was '${JSON.stringify(value)}'.`,
    );
  run.setRuntime(key, { endsWhenEmpty: value });
  if (value && completionCondition !== null && cancelsRemaining) terminateChildren(run, key);
}

/** At most one job is open at a time; its incident goes with it. */
export function cancelAdHocJobs(run: Execution, key: Key): void {
  const jobs = rowsOf(run.state.jobs, run.state.jobsByElement.find(key)).filter(
    ({ kind }) => kind === 'AD_HOC_SUB_PROCESS',
  );
  for (const { jobKey } of jobs) {
    for (const incident of rowsOf(run.state.incidents, run.state.incidentsByElement.find(key)))
      if (incident.jobKey === jobKey) run.emit('incident-resolved', { key: incident.incidentKey, at: run.now });
    run.emit('job-canceled', { key: jobKey, at: run.now });
  }
}
