import type { Appliers } from './apply.js';

type UserTaskEvents =
  'user-task-created' | 'user-task-changing' | 'user-task-changed' | 'user-task-change-denied' | 'user-task-ended';

export const userTaskAppliers: Appliers<UserTaskEvents> = {
  'user-task-created': (state, { row }) => {
    state.userTasks.put(row);
  },
  'user-task-changing': (state, { key, state: taskState, pending }) => {
    state.userTasks.put({ ...state.userTasks.require(key), state: taskState, pending });
  },
  'user-task-changed': (state, { key, attributes, action }) => {
    state.userTasks.put({ ...state.userTasks.require(key), ...attributes, action, state: 'CREATED', pending: null });
  },
  'user-task-change-denied': (state, { key }) => {
    state.userTasks.put({ ...state.userTasks.require(key), state: 'CREATED', pending: null });
  },
  'user-task-ended': (state, { key, state: end, attributes, action, at }) => {
    const row = state.userTasks.require(key);
    state.userTasks.finish({ ...row, ...attributes, action, state: end, completionDate: at, pending: null });
  },
};
