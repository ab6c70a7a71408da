import type { Execution } from '../elements/execution.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { beginElement } from './modification/begin-element.js';
import { endElements, toEnd } from './modification/end-elements.js';
import { activationsOf, moveSources } from './modification/moves.js';
import { reject } from './rejection.js';
import type { Key, ModifyInstanceRequest } from './requests.js';

/**
 * Begins elements and ends element instances, all or nothing. What is to end is looked up before anything begins, and
 * ends last: so a scope whose elements are replaced lives on. Ending the last element ends the instance.
 */
export function modifyInstance(run: Execution, request: ModifyInstanceRequest): void {
  const root = requireActiveInstance(run, request.processInstanceKey);
  const ending = (request.terminateInstructions ?? []).flatMap((instruction) => toEnd(run, root, instruction));
  const moves = (request.moveInstructions ?? []).map((move) => ({ move, sources: moveSources(run, root, move) }));
  const activations = moves.flatMap(({ move, sources }) => activationsOf(run, root, move, sources));
  for (const activation of [...(request.activateInstructions ?? []), ...activations])
    beginElement(run, root, activation);
  const moved = moves.flatMap(({ sources }) => sources.map(({ elementInstanceKey }) => elementInstanceKey));
  endElements(run, root, [...ending, ...moved]);
}

function requireActiveInstance(run: Execution, processInstanceKey: Key): ElementInstanceRow {
  const root = run.live(processInstanceKey);
  if (root?.type === 'PROCESS' && root.phase === 'ACTIVATED') return root;
  const reason = `Expected to modify process instance but no process instance found with key '${processInstanceKey}'`;
  throw reject('MODIFY', 'NOT_FOUND', reason);
}
