import type { BatchItemRow } from '../../state/rows.js';
import type { State } from '../../state/state.js';
import type { Key } from '../requests.js';

/** The oldest items of an operation that are still to be done; what it costs does not depend on how many there are. */
export function firstItems({ itemsByBatch, batchItems }: State, batchOperationKey: Key, limit: number): BatchItemRow[] {
  const found: BatchItemRow[] = [];
  for (const key of itemsByBatch.find(batchOperationKey)) {
    if (found.length === limit) break;
    found.push(batchItems.require(key));
  }
  return found;
}
