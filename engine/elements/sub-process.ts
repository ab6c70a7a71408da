import { reject } from '../commands/rejection.js';
import type { Key } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow, ElementRuntime } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import { IncidentError } from './execution.js';
import type { Execution } from './execution.js';
import { open } from './lifecycle.js';

/** Process, embedded subprocess and event subprocess: begin with their start event, or where they were told to. */
export const subProcess: ElementBehavior = {
  activate: (run, instance, element) => {
    // The variables of an event that began the scope belong to its start event, not to what the scope ends with.
    const { trigger, ...runtime } = instance.runtime;
    if (trigger !== undefined) run.emit('element-runtime-changed', { key: instance.elementInstanceKey, runtime });
    const brought = trigger === undefined ? {} : { trigger };
    if (runtime.startAt !== undefined) startInside(run, instance, element, runtime.startAt, brought);
    else if (element.startEvent === null) run.complete(instance.elementInstanceKey);
    else run.activate(element.startEvent, instance, { runtime: brought });
  },
};

/**
 * Lets elements somewhere inside the scope begin. The scopes between are simply there, with their events, as when an
 * instance is modified: their input mappings and listeners are for those who come in by the door.
 */
function startInside(
  run: Execution,
  scope: ElementInstanceRow,
  element: ElementModel,
  startAt: readonly string[],
  runtime: ElementRuntime = {},
): void {
  // Each element of an ad-hoc subprocess has an inner instance of its own.
  const together = element.type === 'AD_HOC_SUB_PROCESS' ? startAt.map((id) => [id]) : [startAt];
  const find = (id: string) => run.element(scope.processDefinitionKey, id);
  for (const elementIds of together)
    for (const [child, inside] of childrenToStart(element, elementIds, find))
      if (inside.length === 0) run.activate(child, scope, { runtime });
      else startInside(run, run.state.elements.require(opened(run, child, scope)), child, inside);
}

function opened(run: Execution, element: ElementModel, scope: ElementInstanceRow): Key {
  try {
    return open(run, element, scope, {});
  } catch (error) {
    if (!(error instanceof IncidentError)) throw error;
    const reason = `Expected to create instance of process with start instructions but the flow scope '${element.id}' can't be created: ${error.message}`;
    throw reject('CREATE', 'INVALID_ARGUMENT', reason);
  }
}

/** The direct children of the scope that are, or hold, the elements to start at, each with what lies inside it. */
function childrenToStart(
  scope: ElementModel,
  startAt: readonly string[],
  find: (elementId: string) => ElementModel,
): [ElementModel, string[]][] {
  const inside = new Map<ElementModel, string[]>();
  const direct: [ElementModel, string[]][] = [];
  for (const elementId of startAt) {
    const target = find(elementId);
    let child = target;
    while (child.scope !== null && child.scope !== scope) child = child.scope;
    if (child === target) direct.push([target, []]);
    else inside.set(child, [...(inside.get(child) ?? []), elementId]);
  }
  return [...direct, ...inside];
}
