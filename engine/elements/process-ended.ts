import type { Variables } from '../commands/requests.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { startBufferedMessage } from './messages.js';

/** The process has ended: its caller, the waiting creator and the next buffered message go on. */
export function processEnded(
  run: Execution,
  root: ElementInstanceRow,
  state: 'COMPLETED' | 'TERMINATED',
  variables: Variables,
): void {
  const instance = run.state.processInstances.require(root.processInstanceKey);
  run.emit('instance-ended', { key: instance.processInstanceKey, state, at: run.now });
  run.effects.push({ kind: 'instance-ended', processInstanceKey: instance.processInstanceKey, state, variables });
  const caller = instance.parentElementInstanceKey === null ? undefined : run.live(instance.parentElementInstanceKey);
  if (caller !== undefined) {
    const key = caller.elementInstanceKey;
    if (caller.phase === 'TERMINATING')
      run.enqueue(() => {
        run.finishTermination(key);
      });
    else if (state === 'COMPLETED') {
      const { call, outputs } = run.elementOf(caller);
      const comesBack = call?.propagateAllChildVariables === true || outputs.length > 0;
      run.complete(key, comesBack ? variables : {});
    } else run.terminate(key);
  }
  if (instance.startCorrelationKey !== null)
    startBufferedMessage(run, instance.processDefinitionId, instance.startCorrelationKey);
}
