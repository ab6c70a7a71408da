import type { Execution } from '../../elements/execution.js';
import type { BatchOperationRow, BatchOperationState } from '../../state/rows.js';
import { reject } from '../rejection.js';
import type { CreateBatchReply, CreateBatchRequest, Key } from '../requests.js';

/** Notes what is to be done; the items are looked up and worked off afterwards, piece by piece. */
export function createBatch(run: Execution, request: CreateBatchRequest): CreateBatchReply {
  const { batchOperationType, filter, within, migration, moves, username } = request;
  const batchOperationKey = run.newKey();
  run.emit('batch-created', {
    row: {
      batchOperationKey,
      batchOperationType,
      state: 'CREATED',
      startDate: null,
      endDate: null,
      actorType: username === undefined ? 'ANONYMOUS' : 'USER',
      actorId: username ?? null,
      totalCount: 0,
      failedCount: 0,
      completedCount: 0,
      plan: {
        filter,
        ...(within === undefined ? {} : { within }),
        ...(migration === undefined ? {} : { migration }),
        ...(moves === undefined ? {} : { moves }),
      },
      foundUpTo: '0',
      fault: null,
      live: true,
    },
  });
  return { batchOperationKey, batchOperationType };
}

interface Reference {
  readonly batchOperationKey: Key;
}

/** Stops the operation; what has been done stays done. */
export function cancelBatch(run: Execution, { batchOperationKey: key }: Reference): void {
  requireBatch(run, 'CANCEL', key, ['CREATED', 'ACTIVE', 'SUSPENDED']);
  run.emit('batch-state-changed', { key, state: 'CANCELED', at: run.now });
}

export function suspendBatch(run: Execution, { batchOperationKey: key }: Reference): void {
  requireBatch(run, 'SUSPEND', key, ['CREATED', 'ACTIVE']);
  run.emit('batch-state-changed', { key, state: 'SUSPENDED', at: run.now });
}

/** Goes on where it was suspended. */
export function resumeBatch(run: Execution, { batchOperationKey: key }: Reference): void {
  const { foundUpTo } = requireBatch(run, 'RESUME', key, ['SUSPENDED']);
  run.emit('batch-state-changed', { key, state: foundUpTo === null ? 'ACTIVE' : 'CREATED', at: run.now });
}

function requireBatch(
  run: Execution,
  command: string,
  key: Key,
  states: readonly BatchOperationState[],
): BatchOperationRow {
  const expected = `Expected to ${command.toLowerCase()} a batch operation with key '${key}'`;
  const row = run.state.batchOperations.get(key);
  if (row === undefined) throw reject(command, 'NOT_FOUND', `${expected}, but no such batch operation is running`);
  if (states.includes(row.state)) return row;
  throw reject(command, 'INVALID_STATE', `${expected}, but it is in state '${row.state}'`);
}
