import type { ElementModel, SequenceFlow } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { ElementBehavior } from './behavior.js';
import type { Execution } from './execution.js';
import { IncidentError } from './execution.js';
import { evaluateCondition } from './variables.js';

/** Inclusive gateway: takes every flow whose condition holds, else the default. */
export const inclusiveGateway: ElementBehavior = {
  activate: (run, instance) => {
    run.complete(instance.elementInstanceKey);
  },
  chooseFlows: (run, instance, element) => {
    const [only] = element.outgoing;
    if (element.outgoing.length === 1 && only?.condition === null) return element.outgoing;
    const scopeKey = instance.scopeKey ?? instance.elementInstanceKey;
    const taken = element.outgoing.filter(
      (flow) =>
        flow !== element.defaultFlow && flow.condition !== null && evaluateCondition(run, scopeKey, flow.condition),
    );
    if (taken.length > 0) return taken;
    if (element.defaultFlow !== null) return [element.defaultFlow];
    if (element.outgoing.length === 0) return [];
    throw new IncidentError(
      'CONDITION_ERROR',
      'Expected at least one condition to evaluate to true, or to have a default flow',
    );
  },
};

/**
 * The join goes on when at least one token waits and nothing that still lives in the scope can bring one over another
 * incoming flow. It is looked at when all other steps of the command are done.
 */
export function checkInclusiveJoins(run: Execution, scope: ElementInstanceRow): void {
  for (const gatewayId of Object.keys(scope.runtime.arrived ?? {})) {
    const gateway = run.element(scope.processDefinitionKey, gatewayId);
    if (gateway.type !== 'INCLUSIVE_GATEWAY') continue;
    run.afterwards(`${scope.elementInstanceKey} ${gatewayId}`, () => {
      join(run, scope.elementInstanceKey, gateway);
    });
  }
}

function join(run: Execution, scopeKey: string, gateway: ElementModel): void {
  const scope = run.live(scopeKey);
  const arrived = scope?.runtime.arrived?.[gateway.id];
  if (scope?.phase !== 'ACTIVATED' || arrived === undefined) return;
  const open = gateway.incoming.filter(({ id }) => (arrived[id] ?? 0) === 0);
  const upstream = elementsBefore(open, gateway);
  const alive = run.state.childrenOf(scopeKey).map(({ elementId }) => elementId);
  const waiting = Object.keys(scope.runtime.arrived ?? {}).filter((id) => id !== gateway.id);
  if ([...alive, ...waiting].some((id) => upstream.has(id))) return;
  run.emit('tokens-joined', { scopeKey, gatewayId: gateway.id });
  run.activate(gateway, run.state.elements.require(scopeKey));
}

/** Ids of the elements from which one of the flows can be reached without passing the gateway. */
function elementsBefore(flows: readonly SequenceFlow[], gateway: ElementModel): ReadonlySet<string> {
  const found = new Set<string>();
  const next = flows.map(({ source }) => source);
  for (let element = next.pop(); element !== undefined; element = next.pop()) {
    if (element === gateway || found.has(element.id)) continue;
    found.add(element.id);
    next.push(...element.incoming.map(({ source }) => source));
    if (element.attachedTo !== null) next.push(element.attachedTo);
  }
  return found;
}
