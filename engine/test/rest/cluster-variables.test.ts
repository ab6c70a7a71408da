import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

const own = { tenantId: '<default>' as never };
const value = (json: unknown) => json as Record<string, unknown>;

describe('cluster variables over HTTP', () => {
  it('are created, read, changed and deleted in each scope by itself', async () => {
    const { client } = server;
    const global = await client.createGlobalClusterVariable({ name: 'API', value: { url: '地址', retry: 3 } });
    expect(global).toEqual({ name: 'API', scope: 'GLOBAL', tenantId: null, value: '{"url":"地址","retry":3}' });
    const tenant = await client.createTenantClusterVariable({ ...own, name: 'API', value: value(false) });
    expect(tenant).toEqual({ name: 'API', scope: 'TENANT', tenantId: '<default>', value: 'false' });
    const changed = await client.updateTenantClusterVariable({ ...own, name: 'API', value: value('on') });
    expect(await client.getTenantClusterVariable({ ...own, name: 'API' }, AT_ONCE)).toEqual(changed);
    await client.deleteTenantClusterVariable({ ...own, name: 'API' });
    await expect(client.getTenantClusterVariable({ ...own, name: 'API' }, AT_ONCE)).rejects.toMatchObject({
      status: 404,
    });
    expect(await client.getGlobalClusterVariable({ name: 'API' }, AT_ONCE)).toEqual(global);
  });

  it('are found by name, scope and value; long values are cut unless all is asked for', async () => {
    const { client } = server;
    const long = 'x'.repeat(9000);
    await client.createGlobalClusterVariable({ name: 'found.long', value: value(long) });
    await client.createGlobalClusterVariable({ name: 'found.short', value: value(7) });
    await client.createTenantClusterVariable({ ...own, name: 'found.short', value: value(8) });
    const search = { filter: { name: { $like: 'found.*' } }, sort: [{ field: 'name' as const }] };
    const cut = await client.searchClusterVariables(search, AT_ONCE);
    expect(cut.items.map(({ name, scope, isTruncated }) => [name, scope, isTruncated])).toEqual([
      ['found.long', 'GLOBAL', true],
      ['found.short', 'GLOBAL', false],
      ['found.short', 'TENANT', false],
    ]);
    const whole = await client.searchClusterVariables({ ...search, truncateValues: false }, AT_ONCE);
    expect(whole.items[0]?.value).toHaveLength(9002);
    const ofTenant = await client.searchClusterVariables({ filter: { scope: 'TENANT', value: '8' } }, AT_ONCE);
    expect(ofTenant.items).toMatchObject([{ name: 'found.short', tenantId: '<default>' }]);
  });

  it.each([
    ['POST', '/v2/cluster-variables/global', { name: 'x' }, 400],
    ['POST', '/v2/cluster-variables/global', { name: 'x', value: null }, 400],
    ['POST', '/v2/cluster-variables/global', { name: "x'; DROP TABLE job;--", value: 1 }, 400],
    ['POST', '/v2/cluster-variables/global', { name: 'TAKEN', value: 1 }, 409],
    ['POST', '/v2/cluster-variables/tenants/nobody', { name: 'x', value: 1 }, 404],
    ['GET', '/v2/cluster-variables/tenants/nobody/TAKEN', undefined, 404],
    ['PUT', '/v2/cluster-variables/global/none', { value: 1 }, 404],
    ['PUT', '/v2/cluster-variables/global/TAKEN', {}, 400],
    ['DELETE', '/v2/cluster-variables/global/none', undefined, 404],
    ['POST', '/v2/cluster-variables/search', { filter: { owner: 'x' } }, 400],
  ])('are refused: %s %s %j', async (method, path, body, status) => {
    await server.send('POST', '/v2/cluster-variables/global', { name: 'TAKEN', value: 1 });
    expect((await server.send(method, path, body)).status).toBe(status);
  });

  it('are there after a restart, also those that were deleted and made anew at once', async () => {
    const other = await startRest();
    try {
      await other.client.createGlobalClusterVariable({ name: 'X', value: value(1) });
      const again = other.engine.deleteClusterVariable({ tenantId: null, name: 'X' });
      const anew = other.engine.createClusterVariable({ tenantId: null, name: 'X', value: 2 });
      await Promise.all([again, anew]);
      await other.closeEngine();
      const engine = await Engine.open({ databaseUrl: other.databaseUrl });
      expect(engine.evaluateExpression({ expression: '=camunda.vars.env.X' }).result).toBe(2);
      await engine.close();
    } finally {
      await other.stop();
    }
  });
});
