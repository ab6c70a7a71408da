import type { Execution } from '../../elements/execution.js';
import type { ElementModel } from '../../model/types.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import type { Key } from '../requests.js';
import { expected, refuse } from './refusals.js';

/** The subprocesses around the element, outermost first; the process itself is not among them. */
export function flowScopesOf({ scope }: ElementModel): ElementModel[] {
  if (scope?.type === undefined || scope.type === 'PROCESS') return [];
  return [...flowScopesOf(scope), scope];
}

/** Can something of the instance begin in this row, because it stands for a scope around the element? */
export function isScopeFor(root: ElementInstanceRow, element: ElementModel, { elementId, type }: ElementInstanceRow) {
  if (type === 'MULTI_INSTANCE_BODY') return false;
  return elementId === root.elementId || flowScopesOf(element).some(({ id }) => id === elementId);
}

/** The chosen scope: of this instance, active, and around the element. */
export function requireAncestor(
  run: Execution,
  root: ElementInstanceRow,
  element: ElementModel,
  key: Key,
): ElementInstanceRow {
  const ancestor = run.live(key);
  const start = `${expected(root)} activate instructions with an ancestor scope key that`;
  if (ancestor?.phase !== 'ACTIVATED') throw refuse(`${start} does not exist, or is not in an active state: '${key}'`);
  if (ancestor.processInstanceKey !== root.processInstanceKey)
    throw refuse(`${start} does not belong to the modified process instance: '${key}'`);
  if (isScopeFor(root, element, ancestor)) return ancestor;
  throw refuse(
    `${start} is not an ancestor of the element to activate: instance '${key}' of element '${ancestor.elementId}' is not an ancestor of element '${element.id}'`,
  );
}
