import type { Execution } from '../../elements/execution.js';
import type { BatchItemRow, BatchOperationRow } from '../../state/rows.js';
import { batchItemKey } from '../../state/state.js';
import { cancelInstance } from '../cancel-instance.js';
import { migrateInstance } from '../migrate-instance.js';
import { modifyInstance } from '../modify-instance.js';
import { retryIncident } from '../resolve-incident.js';
import type { Key } from '../requests.js';
import { firstItems } from './first-items.js';

/** One thing that a batch operation works on. */
export interface BatchItem {
  readonly itemKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key | null;
}

interface FoundItems {
  readonly batchOperationKey: Key;
  readonly items: readonly BatchItem[];
  /** No item is left to be looked up. */
  readonly isComplete: boolean;
}

/** Takes the next items in; with the last of them the operation begins to work. */
export function addBatchItems(run: Execution, { batchOperationKey: key, items, isComplete }: FoundItems): void {
  const batch = run.state.batchOperations.get(key);
  if (batch?.state !== 'CREATED') return;
  const { batchOperationType } = batch;
  run.emit('batch-items-found', {
    key,
    foundUpTo: isComplete ? null : (items.at(-1)?.itemKey ?? batch.foundUpTo),
    items: items.map(({ itemKey, processInstanceKey, rootProcessInstanceKey }) => ({
      batchOperationKey: key,
      batchOperationType,
      itemKey,
      processInstanceKey,
      rootProcessInstanceKey,
      state: 'ACTIVE',
      processedDate: null,
      errorMessage: null,
    })),
  });
  if (!isComplete) return;
  run.emit('batch-state-changed', { key, state: 'ACTIVE', at: run.now });
  endWhenDone(run, key);
}

/** The items cannot be looked up, now or ever. */
export function failBatch(
  run: Execution,
  { batchOperationKey, fault }: { readonly batchOperationKey: Key; readonly fault: string },
): void {
  run.emit('batch-failed', { key: batchOperationKey, fault, at: run.now });
}

export interface ItemReference {
  readonly batchOperationKey: Key;
  readonly itemKey: Key;
}

/** Does one item and notes it as done, both or neither; refused, when the operation on the item is. */
export function processBatchItem(run: Execution, reference: ItemReference): void {
  const found = activeItem(run, reference);
  if (found === undefined) return;
  perform(run, found.batch, found.item);
  endItem(run, found.item, 'COMPLETED', null);
}

/** Notes the end of an item that has been done, or refused, elsewhere. */
export function noteBatchItem(
  run: Execution,
  { errorMessage, ...reference }: ItemReference & { readonly errorMessage: string | null },
): void {
  const found = activeItem(run, reference);
  if (found !== undefined) endItem(run, found.item, errorMessage === null ? 'COMPLETED' : 'FAILED', errorMessage);
}

/** The next items of a cancelled operation are not done. */
export function cancelBatchItems(
  run: Execution,
  { batchOperationKey, limit }: { readonly batchOperationKey: Key; readonly limit: number },
): void {
  for (const { itemKey } of firstItems(run.state, batchOperationKey, limit))
    run.emit('batch-item-ended', {
      key: batchOperationKey,
      itemKey,
      state: 'CANCELED',
      errorMessage: null,
      at: run.now,
    });
}

function activeItem(
  run: Execution,
  { batchOperationKey, itemKey }: ItemReference,
): { readonly batch: BatchOperationRow; readonly item: BatchItemRow } | undefined {
  const batch = run.state.batchOperations.get(batchOperationKey);
  const item = run.state.batchItems.get(batchItemKey(batchOperationKey, itemKey));
  return batch?.state === 'ACTIVE' && item !== undefined ? { batch, item } : undefined;
}

function endItem(
  run: Execution,
  { batchOperationKey: key, itemKey }: BatchItemRow,
  state: 'COMPLETED' | 'FAILED',
  errorMessage: string | null,
): void {
  run.emit('batch-item-ended', { key, itemKey, state, errorMessage, at: run.now });
  endWhenDone(run, key);
}

function endWhenDone(run: Execution, key: Key): void {
  if (run.state.itemsByBatch.find(key).size === 0)
    run.emit('batch-state-changed', { key, state: 'COMPLETED', at: run.now });
}

function perform(
  run: Execution,
  { batchOperationType, plan }: BatchOperationRow,
  { itemKey, processInstanceKey }: BatchItemRow,
): void {
  switch (batchOperationType) {
    case 'CANCEL_PROCESS_INSTANCE':
      cancelInstance(run, { processInstanceKey });
      return;
    case 'RESOLVE_INCIDENT':
      retryIncident(run, { incidentKey: itemKey });
      return;
    case 'MIGRATE_PROCESS_INSTANCE':
      if (plan.migration !== undefined) migrateInstance(run, { processInstanceKey, ...plan.migration });
      return;
    case 'MODIFY_PROCESS_INSTANCE':
      modifyInstance(run, { processInstanceKey, moveInstructions: (plan.moves ?? []).map(moveWithinScope) });
      return;
    default:
      throw new Error(`${batchOperationType} is not done by a command`);
  }
}

const moveWithinScope = ({
  sourceElementId,
  targetElementId,
}: {
  readonly sourceElementId: string;
  readonly targetElementId: string;
}) => ({
  sourceElementInstruction: { sourceType: 'byId' as const, sourceElementId },
  targetElementId,
  ancestorScopeInstruction: { ancestorScopeType: 'sourceParent' as const },
});
