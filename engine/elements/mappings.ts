import type { Variables } from '../commands/requests.js';
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

/** Works the mappings out one after the other; each sees the targets of those before it. */
function mapped(run: Execution, mappings: readonly Mapping[], seen: Variables, targets: Variables): Variables {
  const result: Variables = {};
  const context = { ...seen };
  for (const { source, target } of mappings) {
    const value = run.evaluate(source, context, 'IO_MAPPING_ERROR');
    const [name = '', ...path] = target;
    const base = Object.hasOwn(result, name)
      ? (result[name] ?? null)
      : path.length > 0
        ? (targets[name] ?? null)
        : null;
    result[name] = placed(base, path, value);
    context[name] = result[name];
  }
  return result;
}
