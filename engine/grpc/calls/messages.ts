import { z } from 'zod';
import { name, nameOrEmpty } from '../../gateway/fields.js';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';
import { TENANT, jsonVariables, milliseconds, tenantId } from '../fields.js';

export const messageCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'PublishMessage',
    permission: 'operate',
    request: z.object({
      name,
      correlationKey: nameOrEmpty,
      timeToLive: milliseconds,
      messageId: nameOrEmpty,
      variables: jsonVariables,
      tenantId,
    }),
    handle: async ({ request }, engine) => {
      const { messageId } = request;
      const message = { ...request, messageId: messageId === '' ? undefined : messageId };
      return { key: (await engine.publishMessage(message)).messageKey, tenantId: TENANT };
    },
  }),
  unaryCall({
    name: 'BroadcastSignal',
    permission: 'operate',
    request: z.object({ signalName: name, variables: jsonVariables, tenantId }),
    handle: async ({ request: { signalName, variables } }, engine) => ({
      key: (await engine.broadcastSignal({ signalName, variables })).signalKey,
      tenantId: TENANT,
    }),
  }),
];
