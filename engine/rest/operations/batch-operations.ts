import { z } from 'zod';
import { searchable } from '../../search/index.js';
import type { ByActor } from '../../commands/requests.js';
import type { Engine } from '../../engine.js';
import { defineOperation, noContent, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { optionalBody } from '../schemas.js';
import { getOperation, searchOperation } from './search-operation.js';

type Change = (engine: Engine, reference: { readonly batchOperationKey: string } & ByActor) => Promise<void>;

/** Stops a batch operation, for good or for now, or lets it go on. */
function changeOperation(id: string, what: string, change: Change): Operation {
  return defineOperation({
    id,
    method: 'post',
    path: `/batch-operations/:batchOperationKey/${what}`,
    permission: 'operate',
    body: optionalBody(z.object({})),
    handle: async (call, { engine }) => {
      await change(engine, { batchOperationKey: param(call, 'batchOperationKey'), actor: call.actor });
      return noContent;
    },
  });
}

export const batchOperationOperations: readonly Operation[] = [
  searchOperation('searchBatchOperations', '/batch-operations/search', searchable.batchOperations),
  getOperation(
    'getBatchOperation',
    '/batch-operations/:batchOperationKey',
    searchable.batchOperations,
    'Batch operation',
  ),
  searchOperation('searchBatchOperationItems', '/batch-operation-items/search', searchable.batchOperationItems),
  changeOperation('cancelBatchOperation', 'cancellation', (engine, batch) => engine.cancelBatchOperation(batch)),
  changeOperation('suspendBatchOperation', 'suspension', (engine, batch) => engine.suspendBatchOperation(batch)),
  changeOperation('resumeBatchOperation', 'resumption', (engine, batch) => engine.resumeBatchOperation(batch)),
];
