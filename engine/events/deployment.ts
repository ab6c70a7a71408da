import type { Appliers } from './apply.js';

type DeploymentEvents =
  | 'process-history-condemned'
  | 'process-forgotten'
  | 'process-deployed'
  | 'form-deployed'
  | 'resource-deployed'
  | 'process-deleted'
  | 'form-deleted'
  | 'resource-deleted';

export const deploymentAppliers: Appliers<DeploymentEvents> = {
  'process-deployed': (state, { row }) => {
    state.definitions.put(row);
  },
  'form-deployed': (state, { row }) => {
    state.forms.put(row);
  },
  'resource-deployed': (state, { row }) => {
    state.resources.put(row);
  },
  // Deleted ones stay: running instances need them, and a version number is never used twice.
  'process-deleted': (state, { key }) => {
    state.definitions.put({ ...state.definitions.require(key), state: 'DELETED' });
  },
  'process-history-condemned': (state, { key }) => {
    state.definitions.put({ ...state.definitions.require(key), history: 'TO_DELETE' });
  },
  // Only the number of the version is remembered.
  'process-forgotten': (state, { key }) => {
    state.definitions.put({ ...state.definitions.require(key), history: 'DELETED', bpmnXml: '' });
  },
  'form-deleted': (state, { key }) => {
    state.forms.put({ ...state.forms.require(key), state: 'DELETED' });
  },
  'resource-deleted': (state, { key }) => {
    state.resources.put({ ...state.resources.require(key), state: 'DELETED' });
  },
};
