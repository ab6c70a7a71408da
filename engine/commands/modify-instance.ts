import { terminateChildren } from '../elements/scope.js';
import { childrenToStart } from '../elements/sub-process.js';
import type { Execution } from '../elements/execution.js';
import { setLocal } from '../elements/variables.js';
import type { ElementModel, ProcessModel } from '../model/types.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { reject } from './rejection.js';
import type { Key, ModifyInstanceRequest, Variables } from './requests.js';

/** Begins elements and ends element instances, all or nothing; ending the last one ends the instance. */
export function modifyInstance(run: Execution, request: ModifyInstanceRequest): void {
  const { processInstanceKey } = request;
  const root = run.live(processInstanceKey);
  if (root?.phase !== 'ACTIVATED')
    throw reject(
      'MODIFY',
      'NOT_FOUND',
      `Expected to modify process instance but no process instance found with key '${processInstanceKey}'`,
    );
  const model = run.modelOf(root.processDefinitionKey);
  for (const instruction of request.activateInstructions ?? []) {
    const element = requireElement(model, instruction.elementId, 'activate');
    const scope = scopeFor(run, root, element, instruction.ancestorElementInstanceKey);
    const variables = instruction.variableInstructions ?? [];
    for (const given of variables)
      if (given.scopeId === undefined || given.scopeId === '') setLocal(run, processInstanceKey, given.variables);
    const [[child, inside] = [element, []]] = childrenToStart(run.elementOf(scope), [element.id], (id) =>
      requireElement(model, id, 'activate'),
    );
    const local = variables.filter(({ scopeId }) => scopeId === child.id);
    const locals = Object.assign({}, ...local.map((given) => given.variables)) as Variables;
    run.activate(child, scope, { locals, runtime: inside.length > 0 ? { startAt: inside } : {} });
  }
  for (const key of toTerminate(run, root, request)) end(run, key, processInstanceKey);
}

function requireElement(model: ProcessModel, elementId: string, what: string): ElementModel {
  const element = model.elements.get(elementId);
  if (element !== undefined) return element;
  const reason = `Expected to modify instance of process '${model.id}' but it contains one or more ${what} instructions with an element that could not be found: '${elementId}'`;
  throw reject('MODIFY', 'INVALID_ARGUMENT', reason);
}

/** The nearest scope around the element that lives; it must be clear which. */
function scopeFor(run: Execution, root: ElementInstanceRow, element: ElementModel, ancestor?: Key): ElementInstanceRow {
  if (ancestor !== undefined && ancestor !== '-1') {
    const given = run.live(ancestor);
    if (given?.processInstanceKey === root.processInstanceKey) return given;
    const reason = `Expected to modify instance, but the ancestor scope key '${ancestor}' is not a live element instance of it`;
    throw reject('MODIFY', 'INVALID_ARGUMENT', reason);
  }
  for (let scope = element.scope; scope !== null; scope = scope.scope) {
    const live = liveInstances(run, root.elementInstanceKey).filter(({ elementId }) => elementId === scope.id);
    const [only] = live;
    if (live.length === 1 && only !== undefined) return only;
    if (live.length > 1)
      throw reject(
        'MODIFY',
        'INVALID_ARGUMENT',
        `Expected to modify instance, but the flow scope '${scope.id}' has more than one instance. Give the ancestor scope key.`,
      );
  }
  return root;
}

function liveInstances(run: Execution, key: Key): ElementInstanceRow[] {
  const own = run.live(key);
  const inside = run.state.childrenOf(key).flatMap((child) => liveInstances(run, child.elementInstanceKey));
  return own === undefined ? inside : [own, ...inside];
}

function toTerminate(run: Execution, root: ElementInstanceRow, request: ModifyInstanceRequest): Key[] {
  const live = liveInstances(run, root.elementInstanceKey);
  return (request.terminateInstructions ?? []).flatMap(({ elementInstanceKey, elementId }) => {
    const found = live.filter((row) =>
      elementInstanceKey === undefined ? row.elementId === elementId : row.elementInstanceKey === elementInstanceKey,
    );
    if (found.length === 0 && elementInstanceKey !== undefined)
      throw reject(
        'MODIFY',
        'INVALID_ARGUMENT',
        `Expected to modify instance of process '${root.processDefinitionId}' but it contains one or more terminate instructions with an element instance that could not be found: '${elementInstanceKey}'`,
      );
    return found.map((row) => row.elementInstanceKey);
  });
}

/** A scope whose last element has been ended this way ends too, and is not completed. */
function end(run: Execution, key: Key, processInstanceKey: Key): void {
  const instance = run.live(key);
  if (instance === undefined) return;
  if (key === processInstanceKey || instance.scopeKey === null) {
    terminateChildren(run, key);
    run.terminate(key);
    return;
  }
  const { scopeKey } = instance;
  const isLast = run.state.children.find(scopeKey).size === 1;
  if (isLast) end(run, scopeKey, processInstanceKey);
  else run.terminate(key);
}
