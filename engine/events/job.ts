import type { Key } from '../commands/requests.js';
import type { JobRow } from '../state/rows.js';
import type { State } from '../state/state.js';
import type { Appliers } from './apply.js';

type JobEvents =
  | 'job-created'
  | 'job-activated'
  | 'job-released'
  | 'job-completed'
  | 'job-failed'
  | 'job-retry-due'
  | 'job-error-thrown'
  | 'job-unblocked'
  | 'job-updated'
  | 'job-canceled';

export const jobAppliers: Appliers<JobEvents> = {
  'job-created': (state, { row }) => {
    state.jobs.put(row);
  },
  'job-activated': (state, { key, worker, deadline, at }) => {
    change(state, key, at, { status: 'ACTIVATED', worker, deadline });
  },
  'job-released': (state, { key, timedOut, at }) => {
    change(state, key, at, { status: 'ACTIVATABLE', deadline: null, ...(timedOut ? { state: 'TIMED_OUT' } : {}) });
  },
  'job-completed': (state, { key, at, isDenied, deniedReason }) => {
    finish(state, key, at, { state: 'COMPLETED', isDenied, deniedReason });
  },
  'job-failed': (state, { key, at, retries, errorMessage, retryAt }) => {
    const status = retries <= 0 ? 'BLOCKED' : retryAt === null ? 'ACTIVATABLE' : 'BACKING_OFF';
    change(state, key, at, {
      state: 'FAILED',
      status,
      retries,
      errorMessage,
      retryAt,
      deadline: null,
      hasFailedWithRetriesLeft: retries > 0,
    });
  },
  'job-retry-due': (state, { key, at }) => {
    change(state, key, at, { status: 'ACTIVATABLE', retryAt: null });
  },
  'job-error-thrown': (state, { key, at, errorCode, errorMessage, caught }) => {
    if (caught) finish(state, key, at, { state: 'ERROR_THROWN', errorCode, errorMessage });
    else change(state, key, at, { state: 'ERROR_THROWN', status: 'BLOCKED', errorCode, errorMessage, deadline: null });
  },
  'job-unblocked': (state, { key, at }) => {
    change(state, key, at, { status: 'ACTIVATABLE' });
  },
  'job-updated': (state, { key, at, retries, deadline }) => {
    change(state, key, at, {
      ...(retries === undefined ? {} : { retries, state: 'RETRIES_UPDATED' }),
      ...(deadline === undefined ? {} : { deadline }),
    });
  },
  'job-canceled': (state, { key, at }) => {
    finish(state, key, at, { state: 'CANCELED' });
  },
};

function change(state: State, key: Key, at: number, patch: Partial<JobRow>): void {
  state.jobs.put({ ...state.jobs.require(key), ...patch, lastUpdateTime: at });
}

function finish(state: State, key: Key, at: number, patch: Partial<JobRow>): void {
  const row = state.jobs.require(key);
  state.jobs.finish({ ...row, ...patch, status: 'DONE', deadline: null, lastUpdateTime: at, endTime: at });
}
