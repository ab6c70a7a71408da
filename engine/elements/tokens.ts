import type { SequenceFlow } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { checkInclusiveJoins } from './inclusive-gateway.js';
import type { Beginning } from './execution.js';

/** Takes the flow: its target begins, or the token waits at a join. */
export function takeFlow(run: Execution, flow: SequenceFlow, scope: ElementInstanceRow, beginning?: Beginning): void {
  const { processInstanceKey, rootProcessInstanceKey, processDefinitionKey, processDefinitionId } = scope;
  run.emit('sequence-flow-taken', {
    row: {
      processInstanceKey,
      sequenceFlowId: flow.id,
      rootProcessInstanceKey,
      processDefinitionKey,
      processDefinitionId,
    },
  });
  const { target } = flow;
  const joins = target.incoming.length > 1;
  if (joins && (target.type === 'PARALLEL_GATEWAY' || target.type === 'INCLUSIVE_GATEWAY')) {
    run.emit('token-arrived', { scopeKey: scope.elementInstanceKey, gatewayId: target.id, flowId: flow.id });
    const now = run.state.elements.require(scope.elementInstanceKey);
    if (target.type === 'INCLUSIVE_GATEWAY') checkInclusiveJoins(run, now);
    else if (target.incoming.every(({ id }) => (now.runtime.arrived?.[target.id]?.[id] ?? 0) > 0)) {
      run.emit('tokens-joined', { scopeKey: scope.elementInstanceKey, gatewayId: target.id });
      run.activate(target, now, beginning);
    }
    return;
  }
  run.activate(target, scope, beginning);
}
