import type { Json, Variables } from '../commands/requests.js';
import type { ElementModel, LoopDefinition } from '../model/types.js';
import type { ElementInstanceRow, LoopRuntime } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import type { Execution } from './execution.js';
import { terminateChildren } from './scope.js';
import { evaluateList, evaluate, localVariables, propagate, setLocal, visibleVariables } from './variables.js';
import { IncidentError } from './execution.js';

/** Multi-instance body: one inner instance per item, all at once or one after the other. */
export const multiInstanceBody: ElementBehavior = {
  activate: (run, instance, element) => {
    const loop = loopOf(element);
    const key = instance.elementInstanceKey;
    const items = evaluateList(run, key, loop.inputCollection);
    if (loop.outputCollection !== null) setLocal(run, key, { [loop.outputCollection]: items.map(() => null) });
    const started = loop.sequential ? Math.min(1, items.length) : items.length;
    run.setRuntime(key, { loop: { items, started, completed: 0 } });
    for (let index = 0; index < started; index += 1) startInner(run, key, element, index);
    if (items.length === 0) run.complete(key);
  },
  completing: (run, instance, element) => {
    const { outputCollection } = loopOf(element);
    const { elementInstanceKey, scopeKey } = instance;
    if (outputCollection === null || scopeKey === null) return;
    const output = localVariables(run, elementInstanceKey)[outputCollection] ?? null;
    propagate(run, scopeKey, { [outputCollection]: output });
  },
};

function loopOf(element: ElementModel): LoopDefinition {
  if (element.loop === null) throw new Error(`element ${element.id} is not multi-instance`);
  return element.loop;
}

export function isInnerInstance(run: Execution, instance: ElementInstanceRow): boolean {
  if (instance.scopeKey === null || instance.runtime.loopCounter === undefined) return false;
  return run.live(instance.scopeKey)?.type === 'MULTI_INSTANCE_BODY';
}

function startInner(run: Execution, bodyKey: string, element: ElementModel, index: number): void {
  const { inputElement, outputElement } = loopOf(element);
  const body = run.state.elements.require(bodyKey);
  const loopCounter = index + 1;
  const locals: Variables = { loopCounter };
  if (inputElement !== null) locals[inputElement] = body.runtime.loop?.items[index] ?? null;
  // A plain output variable is made local, so that the inner instances do not overwrite each other's.
  const output = outputElement?.text.replace(/^=\s*/, '').trim() ?? '';
  const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(output)?.[0];
  if (name !== undefined && /^[\p{L}\p{N}_.]*$/u.test(output) && !Object.hasOwn(locals, name)) locals[name] = null;
  run.activate(element, body, { inner: true, locals, runtime: { loopCounter } });
}

/** While the variables of the inner instance still exist: its output goes to its place in the collection. */
export function innerCompleting(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const loop = loopOf(element);
  const body = run.state.elements.require(instance.scopeKey ?? '');
  const bodyKey = body.elementInstanceKey;
  if (loop.outputCollection !== null && loop.outputElement !== null) {
    const value = evaluate(run, instance.elementInstanceKey, loop.outputElement);
    const known = localVariables(run, bodyKey)[loop.outputCollection];
    const before: readonly Json[] = Array.isArray(known) ? known : [];
    run.spend(before.length >> 3);
    const output = [...before];
    output[(instance.runtime.loopCounter ?? 1) - 1] = value;
    setLocal(run, bodyKey, { [loop.outputCollection]: output });
  }
  const state = loopState(body);
  const counted = { ...state, completed: state.completed + 1 };
  const enough = loop.completionCondition !== null && isEnough(run, instance, loop, counted);
  run.setRuntime(bodyKey, { loop: enough ? { ...counted, started: counted.items.length, enough } : counted });
}

function isEnough(
  run: Execution,
  instance: ElementInstanceRow,
  { completionCondition, sequential }: LoopDefinition,
  { items, started, completed, terminated = 0 }: LoopRuntime,
): boolean {
  const context = {
    ...visibleVariables(run, instance.elementInstanceKey),
    numberOfInstances: sequential ? started : items.length,
    numberOfActiveInstances: started - completed - terminated,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: terminated,
  };
  const value = completionCondition === null ? null : run.evaluate(completionCondition, context);
  if (typeof value === 'boolean') return value;
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${completionCondition?.text ?? ''}' to be 'BOOLEAN', but was '${value === null ? 'NULL' : 'OTHER'}'.`,
  );
}

/** An inner instance has been ended while its loop goes on. */
export function innerTerminated(run: Execution, instance: ElementInstanceRow): void {
  const body = isInnerInstance(run, instance) ? run.live(instance.scopeKey ?? '') : undefined;
  if (body?.phase !== 'ACTIVATED') return;
  const loop = loopState(body);
  run.setRuntime(body.elementInstanceKey, { loop: { ...loop, terminated: (loop.terminated ?? 0) + 1 } });
}

function loopState({ elementId, runtime }: ElementInstanceRow): LoopRuntime {
  if (runtime.loop === undefined) throw new Error(`the loop of ${elementId} has not begun`);
  return runtime.loop;
}

/** After an inner instance: the next one begins. The body ends with the last child (scope.ts). */
export function innerCompleted(run: Execution, scope: ElementInstanceRow, element: ElementModel): void {
  const body = run.live(scope.elementInstanceKey);
  const loop = body?.runtime.loop;
  if (body?.phase !== 'ACTIVATED' || loop === undefined) return;
  const key = body.elementInstanceKey;
  if (loop.enough === true) terminateChildren(run, key);
  else if (loop.started < loop.items.length) {
    run.setRuntime(key, { loop: { ...loop, started: loop.started + 1 } });
    startInner(run, key, element, loop.started);
  }
}
