import type { Appliers } from './apply.js';

export const instanceAppliers: Appliers<'instance-created' | 'instance-ended'> = {
  'instance-created': (state, { row }) => {
    state.processInstances.put(row);
  },
  'instance-ended': (state, { key, state: end, at }) => {
    state.processInstances.finish({
      ...state.processInstances.require(key),
      state: end,
      endDate: at,
    });
  },
};
