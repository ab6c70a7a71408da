import { z } from 'zod';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';
import { key } from '../fields.js';

export const incidentCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'ResolveIncident',
    permission: 'operate',
    request: z.object({ incidentKey: key }),
    handle: async ({ request }, engine) => {
      await engine.resolveIncident(request);
      return {};
    },
  }),
];
