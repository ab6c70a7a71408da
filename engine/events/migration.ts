import type { Appliers } from './apply.js';

type MigrationEvents =
  | 'instance-migrated'
  | 'element-migrated'
  | 'job-migrated'
  | 'user-task-migrated'
  | 'incident-migrated'
  | 'timer-migrated'
  | 'message-subscription-migrated'
  | 'signal-subscription-migrated';

/** Rows keep their keys and what they hold; only where they belong changes. */
export const migrationAppliers: Appliers<MigrationEvents> = {
  'instance-migrated': ({ processInstances }, { key, to }) => {
    processInstances.put({ ...processInstances.require(key), ...to });
  },
  'element-migrated': ({ elements }, { key, to }) => {
    elements.put({ ...elements.require(key), ...to });
  },
  'job-migrated': ({ jobs }, { key, to, at }) => {
    jobs.put({ ...jobs.require(key), ...to, state: 'MIGRATED', lastUpdateTime: at });
  },
  'user-task-migrated': ({ userTasks }, { key, to }) => {
    userTasks.put({ ...userTasks.require(key), ...to });
  },
  'incident-migrated': ({ incidents }, { key, to }) => {
    incidents.put({ ...incidents.require(key), ...to });
  },
  'timer-migrated': ({ timers }, { key, to }) => {
    timers.put({ ...timers.require(key), ...to });
  },
  'message-subscription-migrated': ({ messageSubscriptions }, { key, to, at }) => {
    messageSubscriptions.put({ ...messageSubscriptions.require(key), ...to, state: 'MIGRATED', lastUpdatedDate: at });
  },
  'signal-subscription-migrated': ({ signalSubscriptions }, { key, to }) => {
    signalSubscriptions.put({ ...signalSubscriptions.require(key), ...to });
  },
};
