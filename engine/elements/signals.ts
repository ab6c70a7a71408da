import type { Variables } from '../commands/requests.js';
import type { Expression } from '../model/expression.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import type { Execution } from './execution.js';
import { startProcess } from './process.js';
import { canTrigger } from './scope.js';
import { triggerEvent } from './triggers.js';
import { evaluateText, localVariables } from './variables.js';

/** Throws a signal with the variables of the throwing event, once that event is through. */
export function throwSignal(run: Execution, from: ElementInstanceRow, name: Expression): void {
  const signalName = evaluateText(run, from.elementInstanceKey, name);
  const variables = localVariables(run, from.elementInstanceKey);
  run.enqueue(() => {
    broadcast(run, signalName, variables);
  });
}

/** Reaches every waiting instance, and starts the latest version of each process that begins with the signal. */
export function broadcast(run: Execution, signalName: string, variables: Variables): void {
  for (const subscription of rowsOf(run.state.signalSubscriptions, run.state.signalsByName.find(signalName))) {
    if (run.state.signalSubscriptions.get(subscription.signalSubscriptionKey) === undefined) continue;
    const { elementInstanceKey, processDefinitionKey, elementId, signalSubscriptionKey } = subscription;
    const element = run.element(processDefinitionKey, elementId);
    if (elementInstanceKey === null) {
      const definition = run.state.definitions.require(processDefinitionKey);
      startProcess(run, { definition, variables: {}, startEvent: { element, trigger: variables } });
    } else if (canTrigger(run, elementInstanceKey)) {
      if (element.interrupting) run.emit('signal-subscription-closed', { key: signalSubscriptionKey });
      triggerEvent(run, elementInstanceKey, element, variables);
    }
  }
}
