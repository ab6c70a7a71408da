import type { ElementBehavior } from './behavior.js';

/** Event-based gateway: waits for the events behind it; only the first to happen is activated. */
export const eventBasedGateway: ElementBehavior = {
  activate: () => undefined,
  completed: (run, instance, element) => {
    const { chosen } = instance.runtime;
    const flow = element.outgoing.find(({ target }) => target.id === chosen?.elementId);
    const scope = instance.scopeKey === null ? undefined : run.live(instance.scopeKey);
    if (chosen !== undefined && flow !== undefined && scope !== undefined)
      run.takeFlow(flow, scope, { runtime: { trigger: chosen.variables } });
  },
};
