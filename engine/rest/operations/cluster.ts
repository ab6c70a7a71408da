import { VERSION } from '../../gateway/version.js';
import type { User } from '../../gateway/authentication.js';
import type { Tenant } from '../../identity/principals.js';
import { DEFAULT_TENANT } from '../../state/cluster-variables.js';
import { defineOperation, noContent, ok } from '../operation.js';
import type { Operation } from '../operation.js';

/** All processes run in the default tenant: everybody is in it. */
function tenantsOf(user: User | undefined): readonly Tenant[] {
  const others = (user?.tenants ?? []).filter(({ tenantId }) => tenantId !== DEFAULT_TENANT);
  return [{ tenantId: DEFAULT_TENANT, name: 'Default', description: null }, ...others];
}

export const clusterOperations: readonly Operation[] = [
  defineOperation({
    id: 'getTopology',
    method: 'get',
    path: '/topology',
    permission: 'read',
    handle: ({ site }) =>
      ok({
        brokers: [
          {
            nodeId: 0,
            host: site.hostname,
            port: site.port,
            partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
            version: VERSION,
          },
        ],
        clusterId: null,
        clusterSize: 1,
        partitionsCount: 1,
        replicationFactor: 1,
        gatewayVersion: VERSION,
        lastCompletedChangeId: '-1',
      }),
  }),
  defineOperation({
    id: 'getStatus',
    method: 'get',
    path: '/status',
    permission: 'open',
    // Fails with 503 when the database does not answer.
    handle: async (_call, { search }) => {
      await search.pool.query('SELECT 1');
      return noContent;
    },
  }),
  defineOperation({
    id: 'getLicense',
    method: 'get',
    path: '/license',
    permission: 'open',
    handle: () => ok({ validLicense: true, licenseType: 'apache-2.0', isCommercial: false, expiresAt: null }),
  }),
  defineOperation({
    id: 'getAuthentication',
    method: 'get',
    path: '/authentication/me',
    permission: 'read',
    handle: ({ user }) =>
      ok({
        username: user?.username ?? 'anonymous',
        displayName: user?.displayName ?? null,
        email: user?.email ?? null,
        authorizedComponents: [...(user?.rights?.idsFor('COMPONENT', 'ACCESS') ?? ['*'])],
        tenants: tenantsOf(user),
        groups: user?.groups ?? [],
        roles: user?.roles ?? [],
        salesPlanType: null,
        c8Links: {},
        canLogout: false,
      }),
  }),
];
