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
      const { hostname, port } = new URL(`http://${authority}`);
      return {
        brokers: [
          {
            nodeId: 0,
            host: hostname,
            port: Number(port),
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
