import type { Execution } from '../../elements/execution.js';
import { IncidentError } from '../../elements/execution.js';
import { open } from '../../elements/lifecycle.js';
import { setLocal } from '../../elements/variables.js';
import type { ElementModel } from '../../model/types.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import type { ActivateInstruction, Key, VariableInstruction, Variables } from '../requests.js';
import { expected, refuse, requireElement } from './refusals.js';
import { flowScopesOf, requireAncestor } from './scopes.js';

const NO_ANCESTOR = '-1';

/** Lets one element begin, as if a flow had led to it, in scopes that live already or are created for it. */
export function beginElement(run: Execution, root: ElementInstanceRow, instruction: ActivateInstruction): void {
  const { elementId, ancestorElementInstanceKey: ancestorKey = NO_ANCESTOR } = instruction;
  const element = requireElement(run, root, elementId, 'activate');
  refuseUnsupported(root, element);
  const variables = instruction.variableInstructions ?? [];
  refuseForeignScopes(run, root, element, variables);
  const ancestor = ancestorKey === NO_ANCESTOR ? null : requireAncestor(run, root, element, ancestorKey);
  const locals = localsOf(variables);
  setOnLiving(run, ancestor ?? root, root, variables);
  const scope = enterScopes(run, root, { element, ancestor, locals });
  run.activate(element, scope, { locals: locals(element.id) });
}

function refuseUnsupported(root: ElementInstanceRow, element: ElementModel): void {
  const { type } = element;
  const start = `${expected(root)} activate instructions for elements that are unsupported: '${element.id}'.`;
  if (['START_EVENT', 'BOUNDARY_EVENT', 'PROCESS', 'AD_HOC_SUB_PROCESS_INNER_INSTANCE'].includes(type))
    throw refuse(`${start} The activation of elements with type '${type}' is not supported.`);
  if (element.incoming.some(({ source }) => source.type === 'EVENT_BASED_GATEWAY'))
    throw refuse(`${start} The activation of events belonging to an event-based gateway is not supported.`);
}

/** Variables go to the whole instance, to a scope around the element, or to the element itself. */
function refuseForeignScopes(
  run: Execution,
  root: ElementInstanceRow,
  element: ElementModel,
  variables: readonly VariableInstruction[],
): void {
  const around = new Set([root.elementId, element.id, ...flowScopesOf(element).map(({ id }) => id)]);
  for (const { scopeId = '' } of variables) {
    if (scopeId === '' || around.has(scopeId)) continue;
    requireElement(run, root, scopeId, 'variable');
    throw refuse(
      `${expected(root)} variable instructions with a scope id that is not a flow scope of the element '${element.id}': '${scopeId}'`,
    );
  }
}

const localsOf =
  (variables: readonly VariableInstruction[]) =>
  (elementId: string): Variables =>
    Object.assign(
      {},
      ...variables.filter(({ scopeId }) => scopeId === elementId).map((one) => one.variables),
    ) as Variables;

/** The variables of the instance, and those of the scopes from it down to `innermost`. */
function setOnLiving(
  run: Execution,
  innermost: ElementInstanceRow,
  root: ElementInstanceRow,
  variables: readonly VariableInstruction[],
): void {
  const keys = new Map<string, Key>([['', root.elementInstanceKey]]);
  let scope: ElementInstanceRow | undefined = innermost;
  while (scope !== undefined) {
    // A multi-instance body has the id of its inner instances, whose variables are meant.
    if (!keys.has(scope.elementId)) keys.set(scope.elementId, scope.elementInstanceKey);
    scope = scope.scopeKey === null ? undefined : run.live(scope.scopeKey);
  }
  for (const { scopeId = '', variables: given } of variables) {
    const key = keys.get(scopeId);
    if (key !== undefined) setLocal(run, key, given);
  }
}

interface Place {
  readonly element: ElementModel;
  readonly ancestor: ElementInstanceRow | null;
  readonly locals: (elementId: string) => Variables;
}

/**
 * Goes inwards to the scope of the element. Without an ancestor the only living instance of each scope is used; below
 * an ancestor all scopes are new ones.
 */
function enterScopes(
  run: Execution,
  root: ElementInstanceRow,
  { element, ancestor, locals }: Place,
): ElementInstanceRow {
  const scopes = flowScopesOf(element);
  const from = ancestor === null ? 0 : scopes.findIndex(({ id }) => id === ancestor.elementId) + 1;
  let at = ancestor ?? root;
  for (const scope of scopes.slice(from)) {
    const living = ancestor === null ? onlyInstance(run, root, at, scope) : undefined;
    if (living !== undefined) setLocal(run, living.elementInstanceKey, locals(scope.id));
    at = living ?? opened(run, root, at, scope, locals(scope.id));
  }
  return at;
}

function onlyInstance(
  run: Execution,
  root: ElementInstanceRow,
  outer: ElementInstanceRow,
  scope: ElementModel,
): ElementInstanceRow | undefined {
  // Each element of an ad-hoc subprocess has an inner instance of its own.
  if (scope.type === 'AD_HOC_SUB_PROCESS_INNER_INSTANCE') return undefined;
  const living = run.state.childrenOf(outer.elementInstanceKey).filter(({ elementId }) => elementId === scope.id);
  const [only] = living;
  if (living.length > 1)
    throw refuse(
      `${expected(root)} activate instructions for an element that has a flow scope with more than one active instance: '${scope.id}'. Can't decide in which instance of the flow scope the element should be activated. Please specify an ancestor element instance key for this activate instruction.`,
    );
  if (only?.type === 'MULTI_INSTANCE_BODY') return undefined;
  if (only !== undefined && only.phase !== 'ACTIVATED')
    throw refuse(
      `${expected(root)} activate instructions for an element whose flow scope '${scope.id}' is not active: '${only.elementInstanceKey}'`,
    );
  return only;
}

function opened(
  run: Execution,
  root: ElementInstanceRow,
  outer: ElementInstanceRow,
  scope: ElementModel,
  locals: Variables,
): ElementInstanceRow {
  if (scope.loop !== null)
    throw refuse(
      `${expected(root)} activate instructions for elements inside of the multi-instance subprocess '${scope.id}', which is not supported without the key of one of its inner instances as ancestor element instance key`,
    );
  try {
    return run.state.elements.require(open(run, scope, outer, locals));
  } catch (error) {
    if (!(error instanceof IncidentError)) throw error;
    throw refuse(
      `${expected(root)} activate instructions whose flow scope '${scope.id}' can't be created: ${error.message}`,
    );
  }
}
