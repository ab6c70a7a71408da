import type { ElementBehavior } from './behavior.js';
import { IncidentError } from './execution.js';
import { evaluateCondition } from './variables.js';

/** Exclusive gateway: takes the first flow whose condition holds, else the default. */
export const exclusiveGateway: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
  chooseFlows: (run, instance, element) => {
    const [only] = element.outgoing;
    if (only === undefined) return [];
    if (element.outgoing.length === 1 && only.condition === null) return [only];
    const scopeKey = instance.scopeKey ?? instance.elementInstanceKey;
    for (const flow of element.outgoing) {
      if (flow === element.defaultFlow || flow.condition === null) continue;
      if (evaluateCondition(run, scopeKey, flow.condition)) return [flow];
    }
    if (element.defaultFlow !== null) return [element.defaultFlow];
    throw new IncidentError(
      'CONDITION_ERROR',
      'Expected at least one condition to evaluate to true, or to have a default flow',
    );
  },
};
