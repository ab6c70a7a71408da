import { z } from 'zod';
import { elementsOfDefinition, searchable } from '../../search/index.js';
import { defineOperation, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { optionalBody } from '../schemas.js';
import { searchOperation } from './search-operation.js';

/** How many instances of what there are, and where they stand. */
export const processDefinitionStatisticsOperations: readonly Operation[] = [
  defineOperation({
    id: 'getProcessDefinitionStatistics',
    method: 'post',
    path: '/process-definitions/:processDefinitionKey/statistics/element-instances',
    permission: 'read',
    body: optionalBody(z.object({ filter: searchable.processInstances.filterSchema.nullish() })),
    handle: async (call, { search }) => {
      const processDefinitionKey = param(call, 'processDefinitionKey');
      return ok({ items: await elementsOfDefinition(search, processDefinitionKey, call.body.filter ?? {}) });
    },
  }),
  searchOperation(
    'getProcessDefinitionMessageSubscriptionStatistics',
    '/process-definitions/statistics/message-subscriptions',
    searchable.subscriptionsByDefinition,
  ),
  searchOperation(
    'getProcessDefinitionInstanceStatistics',
    '/process-definitions/statistics/process-instances',
    searchable.instancesByProcess,
  ),
  searchOperation(
    'getProcessDefinitionInstanceVersionStatistics',
    '/process-definitions/statistics/process-instances-by-version',
    searchable.requiring(searchable.instancesByVersion, 'processDefinitionId'),
  ),
  searchOperation(
    'getProcessInstanceStatisticsByError',
    '/incidents/statistics/process-instances-by-error',
    searchable.instancesByError,
  ),
  searchOperation(
    'getProcessInstanceStatisticsByDefinition',
    '/incidents/statistics/process-instances-by-definition',
    searchable.requiring(searchable.instancesWithError, 'errorHashCode'),
  ),
];
