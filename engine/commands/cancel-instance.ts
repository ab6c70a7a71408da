import type { Execution } from '../elements/execution.js';
import { reject } from './rejection.js';
import type { Key } from './requests.js';

/** Ends a root instance with everything in it. */
export function cancelInstance(run: Execution, { processInstanceKey }: { readonly processInstanceKey: Key }): void {
  const instance = run.state.processInstances.get(processInstanceKey);
  const root = run.live(processInstanceKey);
  // What ends already is as good as gone, while listeners of its user tasks still have the word.
  if (instance === undefined || root === undefined || root.phase === 'TERMINATING') {
    const reason = `Expected to cancel a process instance with key '${processInstanceKey}', but no such process was found`;
    throw reject('CANCEL', 'NOT_FOUND', reason);
  }
  if (instance.parentProcessInstanceKey !== null) {
    const reason = `Expected to cancel a process instance with key '${processInstanceKey}', but it is created by a parent process instance. Cancel the root process instance '${instance.rootProcessInstanceKey}' instead.`;
    throw reject('CANCEL', 'INVALID_STATE', reason);
  }
  run.terminate(processInstanceKey);
}
