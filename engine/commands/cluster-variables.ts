import type { Execution } from '../elements/execution.js';
import { IDENTIFIER } from '../model/limits.js';
import { clusterVariableId } from '../state/cluster-variables.js';
import type { ClusterVariableRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import { reject } from './rejection.js';
import type { ClusterVariableReference, SetClusterVariableRequest } from './requests.js';

/** Gives a name a value that every expression can read, in the cluster or in one tenant. */
export function createClusterVariable(run: Execution, request: SetClusterVariableRequest): ClusterVariableRow {
  const { name, tenantId, value } = request;
  if (!IDENTIFIER.test(name)) {
    const reason = `Expected a name of at most 256 letters, digits and _~@.+- but got '${name}'`;
    throw reject('CREATE', 'INVALID_ARGUMENT', reason);
  }
  if (find(run, request) !== undefined) {
    const reason = `Expected to create a cluster variable with name '${name}' ${inScope(tenantId)}, but there is one`;
    throw reject('CREATE', 'ALREADY_EXISTS', reason);
  }
  const scope = tenantId === null ? 'GLOBAL' : 'TENANT';
  const row: ClusterVariableRow = { clusterVariableKey: run.newKey(), scope, tenantId, name, value };
  run.emit('cluster-variable-created', { row });
  return row;
}

export function updateClusterVariable(run: Execution, request: SetClusterVariableRequest): ClusterVariableRow {
  const row = { ...require(run, request, 'UPDATE'), value: request.value };
  run.emit('cluster-variable-updated', { row });
  return row;
}

export function deleteClusterVariable(run: Execution, request: ClusterVariableReference): void {
  run.emit('cluster-variable-deleted', { key: require(run, request, 'DELETE').clusterVariableKey });
}

function find(run: Execution, { tenantId, name }: ClusterVariableReference): ClusterVariableRow | undefined {
  return rowsOf(run.state.clusterVariables, run.state.clusterVariablesById.find(clusterVariableId(tenantId, name)))[0];
}

function require(run: Execution, wanted: ClusterVariableReference, command: 'UPDATE' | 'DELETE'): ClusterVariableRow {
  const found = find(run, wanted);
  if (found !== undefined) return found;
  const doing = `${command.toLowerCase()} the cluster variable with name '${wanted.name}' ${inScope(wanted.tenantId)}`;
  throw reject(command, 'NOT_FOUND', `Expected to ${doing}, but there is none`);
}

const inScope = (tenantId: string | null): string =>
  tenantId === null ? 'in the cluster' : `in the tenant '${tenantId}'`;
