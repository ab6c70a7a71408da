import type { Execution } from '../../elements/execution.js';
import { terminateAtOnce } from '../../elements/user-task.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import type { Key, ModifyInstanceRequest } from '../requests.js';
import { expected, refuse, requireElement } from './refusals.js';

type TerminateInstruction = NonNullable<ModifyInstanceRequest['terminateInstructions']>[number];

/** The process instance and everything that lives in it, without what is ending already. */
export function activeInstances(run: Execution, scope: ElementInstanceRow): ElementInstanceRow[] {
  if (scope.phase === 'TERMINATING') return [];
  const inside = run.state.childrenOf(scope.elementInstanceKey).flatMap((child) => activeInstances(run, child));
  return [scope, ...inside];
}

/** Keys of what the instruction ends: one instance, or every active one of an element. */
export function toEnd(run: Execution, root: ElementInstanceRow, instruction: TerminateInstruction): Key[] {
  const { elementInstanceKey, elementId } = instruction;
  if ((elementInstanceKey === undefined) === (elementId === undefined))
    throw refuse(
      `${expected(root)} terminate instructions that do not name exactly one of element instance key and element id`,
    );
  if (elementId !== undefined) requireElement(run, root, elementId, 'terminate');
  const found = activeInstances(run, root).filter((row) =>
    elementInstanceKey === undefined ? row.elementId === elementId : row.elementInstanceKey === elementInstanceKey,
  );
  if (found.length === 0 && elementInstanceKey !== undefined)
    throw refuse(
      `${expected(root)} terminate instructions with an element instance that could not be found: '${elementInstanceKey}'`,
    );
  return found.map((row) => row.elementInstanceKey);
}

/** Ends these element instances at once, without asking the listeners of user tasks. */
export function endElements(run: Execution, root: ElementInstanceRow, keys: readonly Key[]): void {
  for (const key of keys) endOne(run, root, key);
}

/** A scope whose last element has been ended this way ends too, and is not completed. */
function endOne(run: Execution, root: ElementInstanceRow, key: Key): void {
  const instance = run.live(key);
  if (instance === undefined) return;
  const scope = instance.scopeKey === null ? undefined : run.live(instance.scopeKey);
  if (scope !== undefined && isLastOf(run, scope)) {
    endOne(run, root, scope.elementInstanceKey);
    return;
  }
  if (scope === undefined) refuseEndOfChild(run, root);
  terminateAtOnce(run, key);
}

/** Nothing else lives in the scope, waits at a join, or is about to take it over. */
function isLastOf(run: Execution, { elementInstanceKey, runtime }: ElementInstanceRow): boolean {
  const hasTokens = Object.keys(runtime.arrived ?? {}).length > 0;
  const isTakenOver = runtime.pending !== undefined && runtime.pending !== null;
  return run.state.children.find(elementInstanceKey).size === 1 && !hasTokens && !isTakenOver;
}

function refuseEndOfChild(run: Execution, root: ElementInstanceRow): void {
  const { parentProcessInstanceKey } = run.state.processInstances.require(root.processInstanceKey);
  if (parentProcessInstanceKey === null) return;
  throw refuse(
    `Expected to modify instance of process '${root.processDefinitionId}' but the given instructions would terminate the instance. The instance was created by a call activity in the parent process. To terminate this instance please modify the parent process instead.`,
  );
}
