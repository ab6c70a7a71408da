import type { Appliers } from './apply.js';

export const timerAppliers: Appliers<'timer-created' | 'timer-triggered' | 'timer-canceled'> = {
  'timer-created': (state, { row }) => {
    state.timers.put(row);
  },
  'timer-triggered': (state, { key }) => {
    state.timers.remove(key);
  },
  'timer-canceled': (state, { key }) => {
    state.timers.remove(key);
  },
};
