import type { Key, Variables } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { cancelAdHocJobs } from './ad-hoc-sub-process.js';
import { terminateChildren } from './scope.js';
import { closeSubscriptions } from './subscriptions.js';

/** An event has happened to the instance that waits for it: its own, one on its boundary, or one inside its scope. */
export function triggerEvent(run: Execution, hostKey: Key, event: ElementModel, variables: Variables): void {
  const host = run.state.elements.require(hostKey);
  if (event.type === 'BOUNDARY_EVENT') triggerBoundary(run, host, event, variables);
  else if (event.scope?.type === 'EVENT_SUB_PROCESS') triggerEventSubprocess(run, host, event, variables);
  else if (host.type === 'EVENT_BASED_GATEWAY') {
    run.setRuntime(hostKey, { chosen: { elementId: event.id, variables } });
    run.complete(hostKey);
  } else run.complete(hostKey, variables);
}

function triggerBoundary(run: Execution, host: ElementInstanceRow, event: ElementModel, variables: Variables): void {
  if (event.interrupting) {
    run.setRuntime(host.elementInstanceKey, { pending: { elementId: event.id, variables } });
    run.terminate(host.elementInstanceKey);
    return;
  }
  const scope = host.scopeKey === null ? undefined : run.live(host.scopeKey);
  if (scope !== undefined) run.activate(event, scope, { runtime: { trigger: variables } });
}

function triggerEventSubprocess(
  run: Execution,
  host: ElementInstanceRow,
  event: ElementModel,
  variables: Variables,
): void {
  const key = host.elementInstanceKey;
  if (!event.interrupting) {
    if (event.scope !== null) run.activate(event.scope, host, { runtime: { trigger: variables } });
    return;
  }
  const { eventSubprocesses } = run.elementOf(host);
  closeSubscriptions(run, key, (id) => eventSubprocesses.some(({ startEvent }) => startEvent?.id === id));
  run.setRuntime(key, { interrupted: true, pending: { elementId: event.id, variables } });
  // A worker that still thinks about an ad-hoc subprocess has nothing to decide any more.
  cancelAdHocJobs(run, key);
  terminateChildren(run, key);
  run.childEnded(key);
}
