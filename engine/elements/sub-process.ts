import type { ElementModel } from '../model/types.js';
import type { ElementBehavior } from './behavior.js';

/** Process, embedded subprocess and event subprocess: begin with their start event, or where they were told to. */
export const subProcess: ElementBehavior = {
  activate: (run, instance, element) => {
    // The variables of an event that began the scope belong to its start event, not to what the scope ends with.
    const { trigger, ...runtime } = instance.runtime;
    if (trigger !== undefined) run.emit('element-runtime-changed', { key: instance.elementInstanceKey, runtime });
    const brought = trigger === undefined ? {} : { trigger };
    if (runtime.startAt !== undefined) {
      const find = (id: string) => run.element(instance.processDefinitionKey, id);
      for (const [child, inside] of childrenToStart(element, runtime.startAt, find))
        run.activate(child, instance, { runtime: inside.length > 0 ? { startAt: inside } : brought });
    } else if (element.startEvent === null) run.complete(instance.elementInstanceKey);
    else run.activate(element.startEvent, instance, { runtime: brought });
  },
};

/** The direct children of the scope that are, or hold, the elements to start at, each with what lies inside it. */
export function childrenToStart(
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
