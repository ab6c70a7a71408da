import { z } from 'zod';
import { searchable } from '../../search/index.js';
import { defineOperation, ok } from '../operation.js';
import type { Operation } from '../operation.js';
import { duration, name, nameOrEmpty, optionalVariables, tenantId } from '../schemas.js';
import { searchOperation } from './search-operation.js';

const message = z.object({
  name,
  correlationKey: nameOrEmpty.nullish(),
  variables: optionalVariables,
  tenantId,
});

export const messageOperations: readonly Operation[] = [
  defineOperation({
    id: 'publishMessage',
    method: 'post',
    path: '/messages/publication',
    permission: 'operate',
    body: message.extend({ timeToLive: duration.nullish(), messageId: nameOrEmpty.nullish() }),
    handle: async ({ body }, { engine }) => {
      const { messageKey } = await engine.publishMessage({
        name: body.name,
        correlationKey: body.correlationKey ?? undefined,
        timeToLive: body.timeToLive ?? undefined,
        messageId: body.messageId ?? undefined,
        variables: body.variables,
      });
      return ok({ tenantId: '<default>', messageKey });
    },
  }),
  defineOperation({
    id: 'correlateMessage',
    method: 'post',
    path: '/messages/correlation',
    permission: 'operate',
    body: message,
    handle: async ({ body }, { engine }) => {
      const { messageKey, processInstanceKey } = await engine.correlateMessage({
        name: body.name,
        correlationKey: body.correlationKey ?? undefined,
        variables: body.variables,
      });
      return ok({ tenantId: '<default>', messageKey, processInstanceKey });
    },
  }),
  defineOperation({
    id: 'broadcastSignal',
    method: 'post',
    path: '/signals/broadcast',
    permission: 'operate',
    body: z.object({ signalName: name, variables: optionalVariables, tenantId }),
    handle: async ({ body }, { engine }) => {
      const { signalKey } = await engine.broadcastSignal({ signalName: body.signalName, variables: body.variables });
      return ok({ tenantId: '<default>', signalKey });
    },
  }),
  searchOperation('searchMessageSubscriptions', '/message-subscriptions/search', searchable.messageSubscriptions),
  searchOperation(
    'searchCorrelatedMessageSubscriptions',
    '/correlated-message-subscriptions/search',
    searchable.correlatedMessageSubscriptions,
  ),
];
