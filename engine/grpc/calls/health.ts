import { z } from 'zod';
import { Rejection } from '../../commands/rejection.js';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';

const SERVICES = new Set(['', 'gateway_protocol.Gateway']);

/** Of the service grpc.health.v1.Health. */
export const healthCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'Check',
    permission: 'open',
    request: z.object({ service: z.string() }),
    handle: ({ request: { service } }, engine) => {
      if (!SERVICES.has(service)) throw new Rejection('NOT_FOUND', `There is no service '${service}'`);
      return { status: engine.isReady ? 'SERVING' : 'NOT_SERVING' };
    },
  }),
];
