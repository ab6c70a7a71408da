import { z } from 'zod';
import { VERSION } from '../../gateway/version.js';
import { unaryCall } from '../call.js';
import type { GrpcCall } from '../call.js';

export const clusterCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'Topology',
    permission: 'read',
    request: z.object({}),
    handle: ({ authority }) => {
      const address = URL.parse(`http://${authority}`);
      return {
        brokers: [
          {
            nodeId: 0,
            host: address?.hostname ?? authority,
            port: Number(address?.port ?? 0),
            partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }],
            version: VERSION,
          },
        ],
        clusterSize: 1,
        partitionsCount: 1,
        replicationFactor: 1,
        gatewayVersion: VERSION,
      };
    },
  }),
];
