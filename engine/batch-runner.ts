import { setTimeout as pause } from 'node:timers/promises';
import {
  addBatchItems,
  cancelBatchItems,
  failBatch,
  noteBatchItem,
  processBatchItem,
} from './commands/batch-operations/batch-items.js';
import type { ItemReference } from './commands/batch-operations/batch-items.js';
import { firstItems } from './commands/batch-operations/first-items.js';
import { Rejection } from './commands/rejection.js';
import type { Core, Outcome } from './core.js';
import { findBatchItems } from './search/index.js';
import type { Search } from './search/index.js';
import type { BatchItemRow, BatchOperationRow } from './state/rows.js';
import type { History } from './store/history.js';

const ITEMS_FOUND_AT_ONCE = 1_000;
const ITEMS_DONE_AT_ONCE = 100;
/** Commands of others come in at least this often. */
const LONGEST_TURN_MS = 20;
const RETRY_MS = 500;

/**
 * Works batch operations off, the oldest first. Each item is a command of its own that also notes the item as done, so
 * that a process that is killed neither loses an item nor does one twice.
 */
export class BatchRunner {
  #running: Promise<void> | null = null;
  readonly #stopped = new AbortController();

  constructor(
    private readonly core: Core,
    private readonly search: Search,
    private readonly history: History,
    private readonly told: {
      readonly onFault: (error: unknown) => void;
      /** Nothing is left to do. */
      readonly onIdle: () => void;
    },
  ) {}

  /** There may be something to do. */
  wake(): void {
    if (this.#stopped.signal.aborted) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whoever wakes it is told first that the command is accepted.
    await new Promise((resolve) => setImmediate(resolve));
    while (!this.#stopped.signal.aborted) {
      const batch = this.#next();
      if (batch === undefined) {
        this.told.onIdle();
        return;
      }
      try {
        await this.#step(batch);
      } catch (error) {
        if (!(error instanceof Rejection)) this.told.onFault(error);
        await pause(RETRY_MS, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  #next(): BatchOperationRow | undefined {
    for (const row of this.core.state.batchOperations.all()) if (row.state !== 'SUSPENDED') return row;
    return undefined;
  }

  async #step(batch: BatchOperationRow): Promise<void> {
    const { batchOperationKey, state } = batch;
    if (state === 'CREATED') await this.#find(batch);
    else if (state === 'ACTIVE') await this.#work(batch);
    else await this.core.apply(cancelBatchItems, { batchOperationKey, limit: ITEMS_FOUND_AT_ONCE }).committed;
  }

  async #find({ batchOperationKey, batchOperationType, plan, foundUpTo }: BatchOperationRow): Promise<void> {
    const range = { after: foundUpTo ?? '0', below: batchOperationKey, limit: ITEMS_FOUND_AT_ONCE };
    try {
      const items = await findBatchItems(this.search, batchOperationType, plan, range);
      const isComplete = items.length < ITEMS_FOUND_AT_ONCE;
      await this.core.apply(addBatchItems, { batchOperationKey, items, isComplete }).committed;
    } catch (error) {
      if (!isBadValue(error)) throw error;
      await this.core.apply(failBatch, { batchOperationKey, fault: error.message }).committed;
    }
  }

  async #work({ batchOperationKey }: BatchOperationRow): Promise<void> {
    const until = performance.now() + LONGEST_TURN_MS;
    let last: Outcome<void> | undefined;
    for (const item of firstItems(this.core.state, batchOperationKey, ITEMS_DONE_AT_ONCE)) {
      last = await this.#do(item);
      if (performance.now() > until) break;
    }
    await last?.committed;
  }

  /** Once its command is applied the item is done; on disk it is with the next commit. */
  async #do(item: BatchItemRow): Promise<Outcome<void>> {
    const reference: ItemReference = { batchOperationKey: item.batchOperationKey, itemKey: item.itemKey };
    if (await this.#delete(item)) return this.core.apply(noteBatchItem, { ...reference, errorMessage: null });
    try {
      return this.core.apply(processBatchItem, reference);
    } catch (error) {
      if (error instanceof Rejection && error.type === 'RESOURCE_EXHAUSTED') throw error;
      if (!(error instanceof Rejection)) this.told.onFault(error);
      const errorMessage = error instanceof Rejection ? error.message : 'An unexpected error has been logged';
      return this.core.apply(noteBatchItem, { ...reference, errorMessage });
    }
  }

  /** What has ended is no row of the state. Gone already is as good as deleted: perhaps by ourselves, before a kill. */
  async #delete({ batchOperationType, itemKey }: BatchItemRow): Promise<boolean> {
    if (batchOperationType === 'DELETE_PROCESS_INSTANCE') await this.history.deleteInstances([itemKey]);
    else if (batchOperationType === 'DELETE_DECISION_INSTANCE') await this.history.deleteEvaluation(itemKey);
    else return false;
    return true;
  }
}

/** PostgreSQL's class 22: a value of the filter that nothing can be compared with. */
function isBadValue(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^22\w{3}$/.test(error.code);
}
