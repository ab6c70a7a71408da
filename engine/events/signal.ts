import type { Appliers } from './apply.js';

export const signalAppliers: Appliers<'signal-subscription-opened' | 'signal-subscription-closed'> = {
  'signal-subscription-opened': (state, { row }) => {
    state.signalSubscriptions.put(row);
  },
  'signal-subscription-closed': (state, { key }) => {
    state.signalSubscriptions.remove(key);
  },
};
