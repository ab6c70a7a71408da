import type { Appliers } from './apply.js';

export const deploymentAppliers: Appliers<'process-deployed' | 'form-deployed' | 'process-deleted' | 'form-deleted'> = {
  'process-deployed': (state, { row }) => {
    state.definitions.put(row);
  },
  'form-deployed': (state, { row }) => {
    state.forms.put(row);
  },
  // Deleted ones stay: running instances need them, and a version number is never used twice.
  'process-deleted': (state, { key }) => {
    state.definitions.put({ ...state.definitions.require(key), state: 'DELETED' });
  },
  'form-deleted': (state, { key }) => {
    state.forms.put({ ...state.forms.require(key), state: 'DELETED' });
  },
};
