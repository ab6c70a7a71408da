import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only } from './scenario.js';
import type { Scenarios } from './scenario.js';

const tenantId = '<default>' as never;
const value = { retry: 3 };

const global = ({ client }: RestServer, name: string) => client.createGlobalClusterVariable({ name, value });
const ofTenant = ({ client }: RestServer, name: string) =>
  client.createTenantClusterVariable({ tenantId, name, value });

export const clusterVariableScenarios: Scenarios = {
  createGlobalClusterVariable: async (server) => {
    const created = await global(server, 'created');
    expect(created).toEqual({ name: 'created', scope: 'GLOBAL', tenantId: null, value: '{"retry":3}' });
  },
  getGlobalClusterVariable: async (server) => {
    const created = await global(server, 'read');
    expect(await server.client.getGlobalClusterVariable({ name: 'read' }, AT_ONCE)).toEqual(created);
  },
  updateGlobalClusterVariable: async (server) => {
    await global(server, 'updated');
    const updated = await server.client.updateGlobalClusterVariable({ name: 'updated', value: { retry: 4 } });
    expect(updated).toMatchObject({ name: 'updated', value: '{"retry":4}' });
  },
  deleteGlobalClusterVariable: async (server) => {
    await global(server, 'deleted');
    await server.client.deleteGlobalClusterVariable({ name: 'deleted' });
    await expect(server.client.deleteGlobalClusterVariable({ name: 'deleted' })).rejects.toMatchObject({ status: 404 });
  },
  createTenantClusterVariable: async (server) => {
    const created = await ofTenant(server, 'created');
    expect(created).toEqual({ name: 'created', scope: 'TENANT', tenantId: '<default>', value: '{"retry":3}' });
  },
  getTenantClusterVariable: async (server) => {
    const created = await ofTenant(server, 'read');
    expect(await server.client.getTenantClusterVariable({ tenantId, name: 'read' }, AT_ONCE)).toEqual(created);
  },
  updateTenantClusterVariable: async (server) => {
    await ofTenant(server, 'updated');
    const change = { tenantId, name: 'updated', value: { retry: 4 } };
    expect(await server.client.updateTenantClusterVariable(change)).toMatchObject({ value: '{"retry":4}' });
  },
  deleteTenantClusterVariable: async ({ client }) => {
    const one = { tenantId, name: 'deleted' };
    await client.createTenantClusterVariable({ ...one, value });
    await client.deleteTenantClusterVariable(one);
    await expect(client.deleteTenantClusterVariable(one)).rejects.toMatchObject({ status: 404 });
  },
  searchClusterVariables: async (server) => {
    await global(server, 'searched');
    const found = await server.client.searchClusterVariables({ filter: { name: 'searched' } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ value: '{"retry":3}', isTruncated: false });
  },
};
