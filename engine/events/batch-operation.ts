import type { Key } from '../commands/requests.js';
import type { BatchOperationRow, BatchOperationState } from '../state/rows.js';
import { batchItemKey } from '../state/state.js';
import type { State } from '../state/state.js';
import type { Appliers } from './apply.js';

type BatchEvents = 'batch-created' | 'batch-items-found' | 'batch-state-changed' | 'batch-failed' | 'batch-item-ended';

const ENDED: ReadonlySet<BatchOperationState> = new Set(['COMPLETED', 'CANCELED', 'FAILED']);

export const batchAppliers: Appliers<BatchEvents> = {
  'batch-created': (state, { row }) => {
    state.batchOperations.put(row);
  },
  'batch-items-found': (state, { key, items, foundUpTo }) => {
    const { totalCount } = state.batchOperations.require(key);
    change(state, key, { totalCount: totalCount + items.length, foundUpTo });
    for (const item of items) state.batchItems.put(item);
  },
  'batch-state-changed': (state, { key, state: next, at }) => {
    const { startDate } = state.batchOperations.require(key);
    change(state, key, {
      state: next,
      startDate: startDate ?? (next === 'ACTIVE' ? at : null),
      ...(ENDED.has(next) ? { endDate: at } : {}),
    });
  },
  'batch-failed': (state, { key, fault, at }) => {
    change(state, key, { state: 'FAILED', fault, endDate: at });
  },
  'batch-item-ended': (state, { key, itemKey, state: end, errorMessage, at }) => {
    const item = state.batchItems.require(batchItemKey(key, itemKey));
    state.batchItems.finish({ ...item, state: end, errorMessage, processedDate: end === 'CANCELED' ? null : at });
    const { completedCount, failedCount } = state.batchOperations.require(key);
    change(state, key, {
      completedCount: completedCount + (end === 'COMPLETED' ? 1 : 0),
      failedCount: failedCount + (end === 'FAILED' ? 1 : 0),
    });
  },
};

/** An operation that has ended stays until none of its items is left. */
function change(state: State, key: Key, patch: Partial<BatchOperationRow>): void {
  const row = { ...state.batchOperations.require(key), ...patch };
  const live = !ENDED.has(row.state) || state.itemsByBatch.find(key).size > 0;
  if (live) state.batchOperations.put(row);
  else state.batchOperations.finish({ ...row, live });
}
