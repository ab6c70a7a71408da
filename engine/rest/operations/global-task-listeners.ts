import { z } from 'zod';
import { searchable } from '../../search/index.js';
import type { GlobalTaskListenerRow } from '../../state/rows.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { count, name } from '../schemas.js';
import { getOperation, searchOperation } from './search-operation.js';

const settings = z.object({
  type: name,
  eventTypes: z.array(z.enum(['all', 'creating', 'assigning', 'updating', 'completing', 'canceling'])).min(1),
  retries: count.nullish().transform((given) => given ?? undefined),
  afterNonGlobal: z
    .boolean()
    .nullish()
    .transform((given) => given ?? undefined),
  priority: count.nullish().transform((given) => given ?? undefined),
});

function toReply({ globalTaskListenerKey: _key, ...listener }: GlobalTaskListenerRow): unknown {
  return listener;
}

export const globalTaskListenerOperations: readonly Operation[] = [
  defineOperation({
    id: 'createGlobalTaskListener',
    method: 'post',
    path: '/global-task-listeners',
    permission: 'operate',
    body: settings.extend({ id: z.string() }),
    handle: async ({ body }, { engine }) => ({
      status: 201,
      body: toReply(await engine.createGlobalTaskListener(body)),
    }),
  }),
  searchOperation('searchGlobalTaskListeners', '/global-task-listeners/search', searchable.globalTaskListeners),
  getOperation(
    'getGlobalTaskListener',
    '/global-task-listeners/:id',
    searchable.globalTaskListeners,
    'Global task listener',
  ),
  defineOperation({
    id: 'updateGlobalTaskListener',
    method: 'put',
    path: '/global-task-listeners/:id',
    permission: 'operate',
    body: settings,
    handle: async (call, { engine }) =>
      ok(toReply(await engine.updateGlobalTaskListener({ ...call.body, id: param(call, 'id') }))),
  }),
  defineOperation({
    id: 'deleteGlobalTaskListener',
    method: 'delete',
    path: '/global-task-listeners/:id',
    permission: 'operate',
    handle: async (call, { engine }) => {
      await engine.deleteGlobalTaskListener({ id: param(call, 'id') });
      return noContent;
    },
  }),
];
