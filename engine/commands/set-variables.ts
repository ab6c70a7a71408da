import type { Execution } from '../elements/execution.js';
import { propagate, setLocal } from '../elements/variables.js';
import { reject } from './rejection.js';
import type { SetVariablesReply, SetVariablesRequest } from './requests.js';

/** Writes variables from outside: into exactly this scope, or where the names are found, else at the root. */
export function setVariables(run: Execution, request: SetVariablesRequest): SetVariablesReply {
  const { elementInstanceKey, variables, local = false } = request;
  if (run.live(elementInstanceKey) === undefined) {
    const reason = `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`;
    throw reject('UPDATE', 'NOT_FOUND', reason);
  }
  if (local) setLocal(run, elementInstanceKey, variables);
  else propagate(run, elementInstanceKey, variables);
  return { changeKey: run.newKey() };
}
