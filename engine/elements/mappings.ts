import type { Json, Variables } from '../commands/requests.js';
import { isExactNumber } from '../feel/index.js';
import type { ElementModel, Mapping } from '../model/types.js';
import { placed } from '../state/placed.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { propagate, setLocal, visibleVariables } from './variables.js';

/** zeebe:input: the targets become variables of the element alone. */
export function applyInputs(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  if (element.inputs.length === 0) return;
  const key = instance.elementInstanceKey;
  const outer = visibleVariables(run, key);
  setLocal(run, key, mapped(run, element.inputs, outer, {}));
}

/**
 * zeebe:output: with mappings, only their targets leave the element; without, all variables of the job or event do.
 * An inner multi-instance activity writes through its own scope, so its input and output elements stay its own.
 */
export function applyOutputs(run: Execution, instance: ElementInstanceRow, element: ElementModel): void {
  const key = instance.elementInstanceKey;
  const trigger = instance.runtime.trigger ?? {};
  if (element.outputs.length === 0) {
    propagate(run, key, trigger);
    return;
  }
  setLocal(run, key, trigger);
  const target = instance.runtime.loopCounter === undefined ? (instance.scopeKey ?? key) : key;
  const outer = visibleVariables(run, target);
  propagate(run, target, mapped(run, element.outputs, visibleVariables(run, key), outer));
}

/** Works the mappings out one after the other; each sees the targets of those before it, which become part of `seen`. */
function mapped(run: Execution, mappings: readonly Mapping[], seen: Variables, targets: Variables): Variables {
  const result: Variables = {};
  for (const { source, target } of mappings) {
    const value = run.evaluate(source, seen, 'IO_MAPPING_ERROR');
    const [name = '', ...path] = target;
    const base = Object.hasOwn(result, name)
      ? (result[name] ?? null)
      : path.length > 0
        ? (targets[name] ?? null)
        : null;
    run.spend(4 * membersOn(base, path));
    result[name] = placed(base, path, value);
    seen[name] = result[name];
  }
  return result;
}

/** Members that have to be copied to put something at the path. */
function membersOn(base: Json, path: readonly string[]): number {
  let [members, on] = [0, base];
  for (const name of path) {
    if (typeof on !== 'object' || on === null || Array.isArray(on) || isExactNumber(on)) break;
    members += Object.keys(on).length;
    on = Object.hasOwn(on, name) ? (on[name] ?? null) : null;
  }
  return members;
}
