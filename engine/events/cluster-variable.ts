import type { Appliers } from './apply.js';

type ClusterVariableEvents = 'cluster-variable-created' | 'cluster-variable-updated' | 'cluster-variable-deleted';

export const clusterVariableAppliers: Appliers<ClusterVariableEvents> = {
  'cluster-variable-created': (state, { row }) => {
    state.clusterVariables.put(row);
  },
  'cluster-variable-updated': (state, { row }) => {
    state.clusterVariables.put(row);
  },
  'cluster-variable-deleted': (state, { key }) => {
    state.clusterVariables.remove(key);
  },
};
