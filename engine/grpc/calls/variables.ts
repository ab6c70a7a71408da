import { z } from 'zod';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';
import { jsonVariables, key } from '../fields.js';

export const variableCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'SetVariables',
    permission: 'operate',
    request: z.object({ elementInstanceKey: key, variables: jsonVariables, local: z.boolean() }),
    handle: async ({ request }, engine) => ({ key: (await engine.setVariables(request)).changeKey }),
  }),
];
