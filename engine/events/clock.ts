import { CLOCK_KEY } from '../state/rows.js';
import type { Appliers } from './apply.js';

export const clockAppliers: Appliers<'clock-pinned' | 'clock-reset'> = {
  'clock-pinned': (state, { pinnedAt }) => {
    state.clock.put({ id: CLOCK_KEY, pinnedAt });
  },
  'clock-reset': (state) => {
    state.clock.remove(CLOCK_KEY);
  },
};
