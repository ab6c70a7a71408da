import type { Key } from '../commands/requests.js';
import type { ElementType } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { checkInclusiveJoins } from './inclusive-gateway.js';

/** Something inside the scope has ended: the scope goes on, waits or ends. */
export function childEnded(run: Execution, scopeKey: Key): void {
  const scope = run.live(scopeKey);
  if (scope === undefined) return;
  checkInclusiveJoins(run, scope);
  if (run.state.children.find(scopeKey).size > 0) return;
  if (scope.phase === 'TERMINATING') run.finishTermination(scopeKey);
  else if (scope.runtime.pending !== undefined && scope.runtime.pending !== null) takeOver(run, scope);
  else if (scope.phase === 'ACTIVATED' && !hasWaitingTokens(scope) && endsWithLastChild(scope)) run.complete(scopeKey);
}

/** Terminates everything inside the scope (and not the scope). */
export function terminateChildren(run: Execution, scopeKey: Key, except?: Key): void {
  for (const child of run.state.childrenOf(scopeKey)) {
    if (child.elementInstanceKey !== except) run.terminate(child.elementInstanceKey);
  }
  const scope = run.state.elements.get(scopeKey);
  if (scope !== undefined && hasWaitingTokens(scope)) run.setRuntime(scopeKey, { arrived: {} });
}

const hasWaitingTokens = ({ runtime }: ElementInstanceRow): boolean => Object.keys(runtime.arrived ?? {}).length > 0;

/** A multi-instance body only when no inner instance is still to begin, an ad-hoc subprocess when it has been said so. */
function endsWithLastChild({ type, runtime }: ElementInstanceRow): boolean {
  if (type === 'MULTI_INSTANCE_BODY') return runtime.loop?.started === runtime.loop?.items.length;
  if (type === 'AD_HOC_SUB_PROCESS') return runtime.endsWhenEmpty === true;
  return SCOPES.has(type);
}

const SCOPES: ReadonlySet<ElementType> = new Set<ElementType>([
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
]);

/** Everything in the scope has ended for an interrupting event subprocess, which now begins. */
function takeOver(run: Execution, scope: ElementInstanceRow): void {
  const { pending } = scope.runtime;
  if (pending === undefined || pending === null) return;
  run.setRuntime(scope.elementInstanceKey, { pending: null });
  const start = run.element(scope.processDefinitionKey, pending.elementId);
  if (start.scope !== null)
    run.activate(start.scope, run.state.elements.require(scope.elementInstanceKey), {
      runtime: { trigger: pending.variables },
    });
}

/** Can an event still happen to this instance? Not when it is already ending, or something is about to take over. */
export function canTrigger(run: Execution, key: Key): boolean {
  const host = run.live(key);
  if (host === undefined || host.phase === 'TERMINATING') return false;
  return host.runtime.pending === undefined || host.runtime.pending === null;
}
