import type { Appliers } from './apply.js';

type GlobalTaskListenerEvents =
  'global-task-listener-created' | 'global-task-listener-updated' | 'global-task-listener-deleted';

export const globalTaskListenerAppliers: Appliers<GlobalTaskListenerEvents> = {
  'global-task-listener-created': (state, { row }) => {
    state.globalTaskListeners.put(row);
  },
  'global-task-listener-updated': (state, { row }) => {
    state.globalTaskListeners.put(row);
  },
  'global-task-listener-deleted': (state, { key }) => {
    state.globalTaskListeners.remove(key);
  },
};
