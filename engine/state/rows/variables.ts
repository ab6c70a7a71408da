import type { Json, Key } from '../../commands/requests.js';

export interface VariableRow {
  readonly variableKey: Key;
  readonly scopeKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly name: string;
  readonly value: Json;
}

/** A value that every expression of the cluster, or of one tenant, can read. */
export interface ClusterVariableRow {
  readonly clusterVariableKey: Key;
  readonly scope: 'GLOBAL' | 'TENANT';
  /** null in the scope GLOBAL. */
  readonly tenantId: string | null;
  readonly name: string;
  readonly value: Json;
}
