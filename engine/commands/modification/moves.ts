import type { Execution } from '../../elements/execution.js';
import { isInnerInstance } from '../../elements/multi-instance-body.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import type { ActivateInstruction, Key, MoveInstruction } from '../requests.js';
import { activeInstances } from './end-elements.js';
import { expected, refuse, requireElement } from './refusals.js';
import { isScopeFor } from './scopes.js';

/** The instances that a move ends: the one of its key, or every active one of its element. */
export function moveSources(run: Execution, root: ElementInstanceRow, move: MoveInstruction): ElementInstanceRow[] {
  const { sourceElementInstruction: source } = move;
  if (source.sourceType === 'byId') {
    const { id } = requireElement(run, root, source.sourceElementId, 'move');
    return notTheInstance(
      root,
      activeInstances(run, root).filter(({ elementId }) => elementId === id),
    );
  }
  const key = source.sourceElementInstanceKey;
  const found = activeInstances(run, root).filter(({ elementInstanceKey }) => elementInstanceKey === key);
  if (found.length > 0) return notTheInstance(root, found);
  throw refuse(`${expected(root)} move instructions with a source element instance that could not be found: '${key}'`);
}

function notTheInstance(root: ElementInstanceRow, sources: ElementInstanceRow[]): ElementInstanceRow[] {
  if (!sources.includes(root)) return sources;
  throw refuse(`${expected(root)} move instructions that would move the process instance itself`);
}

/** What begins for it: one target per source, or per multi-instance body where all of an element move. */
export function activationsOf(
  run: Execution,
  root: ElementInstanceRow,
  move: MoveInstruction,
  sources: readonly ElementInstanceRow[],
): ActivateInstruction[] {
  const isById = move.sourceElementInstruction.sourceType === 'byId';
  const { targetElementId: elementId, variableInstructions } = move;
  requireElement(run, root, elementId, 'move');
  return sources
    .filter((source) => !isById || !isInnerInstance(run, source))
    .map((source) => ({
      elementId,
      variableInstructions,
      ancestorElementInstanceKey: ancestorOf(run, root, move, source),
    }));
}

function ancestorOf(
  run: Execution,
  root: ElementInstanceRow,
  { ancestorScopeInstruction: ancestor, targetElementId }: MoveInstruction,
  source: ElementInstanceRow,
): Key | undefined {
  switch (ancestor?.ancestorScopeType) {
    case 'direct':
      return ancestor.ancestorElementInstanceKey;
    case 'sourceParent':
      return source.scopeKey ?? undefined;
    case 'inferred': {
      const target = requireElement(run, root, targetElementId, 'move');
      let scope = source.scopeKey === null ? undefined : run.live(source.scopeKey);
      while (scope !== undefined && !isScopeFor(root, target, scope))
        scope = scope.scopeKey === null ? undefined : run.live(scope.scopeKey);
      return scope?.elementInstanceKey;
    }
    default:
      return undefined;
  }
}
