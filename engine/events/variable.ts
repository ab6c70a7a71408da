import type { Appliers } from './apply.js';

export const variableAppliers: Appliers<'variable-created' | 'variable-updated'> = {
  'variable-created': (state, { row }) => {
    state.variables.put(row);
  },
  'variable-updated': (state, { row }) => {
    state.variables.put(row);
  },
};
