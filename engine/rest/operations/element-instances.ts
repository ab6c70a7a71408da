import { searchable } from '../../search/index.js';
import { defineOperation, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { getOperation, searchOperation } from './search-operation.js';

export const elementInstanceOperations: readonly Operation[] = [
  searchOperation('searchElementInstances', '/element-instances/search', searchable.elementInstances),
  getOperation(
    'getElementInstance',
    '/element-instances/:elementInstanceKey',
    searchable.elementInstances,
    'Element instance',
  ),
  defineOperation({
    id: 'searchElementInstanceIncidents',
    method: 'post',
    path: '/element-instances/:elementInstanceKey/incidents/search',
    permission: 'read',
    body: searchable.incidents.request,
    handle: async (call, { search }) => {
      const value = param(call, 'elementInstanceKey');
      return ok(
        await search.search(searchable.incidents, call.body, { sql: searchable.ofElement, value, type: 'bigint' }),
      );
    },
  }),
];
