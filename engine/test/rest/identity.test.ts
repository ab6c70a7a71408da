import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

const send = async (method: string, path: string, body?: unknown) =>
  (await server.send(method, `/v2${path}`, body)).status;
const put = (path: string) => send('PUT', path);
const user = (username: string, more = {}) => server.client.createUser({ username, password: 'secret', ...more });
const items = async (path: string, body: unknown = {}) =>
  (await server.send('POST', `/v2${path}`, body)).json['items'] as Record<string, unknown>[];

describe('users', () => {
  it('never show a password, and keep it as a salted hash', async () => {
    const [one, two] = [await user('salted-1'), await user('salted-2')];
    expect([one, two].map((reply) => Object.keys(reply).sort())).toEqual([
      ['email', 'name', 'username'],
      ['email', 'name', 'username'],
    ]);
    const { rows } = await server.engine.pool.query<{ password_hash: string }>(
      `SELECT password_hash FROM engine.identity_user WHERE username LIKE 'salted-%'`,
    );
    for (const { password_hash } of rows) expect(password_hash).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(rows[0]?.password_hash).not.toBe(rows[1]?.password_hash);
  });

  it('are replaced as a whole, only a blank password is kept', async () => {
    await user('replaced', { name: '旧名', email: 'old@b.cn' });
    const hash = async () => {
      const sql = `SELECT password_hash FROM engine.identity_user WHERE username = 'replaced'`;
      return (await server.engine.pool.query<{ password_hash: string }>(sql)).rows[0]?.password_hash;
    };
    const before = await hash();
    const username = 'replaced' as never;
    expect(await server.client.updateUser({ username, name: '新名', password: ' ' })).toEqual({
      username: 'replaced',
      name: '新名',
      email: null,
    });
    expect(await hash()).toBe(before);
    await server.client.updateUser({ username, password: 'other' });
    expect(await hash()).not.toBe(before);
  });

  it('take what they belong to and what they may with them when they go', async () => {
    await user('leaving');
    await server.client.createGroup({ groupId: 'left', name: 'left' });
    await put('/groups/left/users/leaving');
    await put('/roles/admin/users/leaving');
    const grant = { ownerId: 'leaving', ownerType: 'USER', resourceType: 'SYSTEM', resourceId: '*' };
    await send('POST', '/authorizations', { ...grant, permissionTypes: ['READ'] });
    await server.client.deleteUser({ username: 'leaving' as never });
    await user('leaving');
    expect(await items('/groups/left/users/search')).toEqual([]);
    expect(await items('/roles/admin/users/search')).toEqual([]);
    expect(await items('/authorizations/search', { filter: { ownerId: 'leaving' } })).toEqual([]);
  });

  it.each([
    [{ username: 'two words', password: 'p' }, 400],
    [{ username: 'no-password' }, 400],
    [{ username: 'blank', password: '' }, 400],
    [{ username: 'mail', password: 'p', email: 'nobody' }, 400],
    [{ username: 'u'.repeat(257), password: 'p' }, 400],
    [{ username: 'taken', password: 'p' }, 409],
  ])('are refused: %j', async (body, status) => {
    await send('POST', '/users', { username: 'taken', password: 'p' });
    expect(await send('POST', '/users', body)).toBe(status);
  });

  it('are found by what is in their fields, not by what SQL makes of it', async () => {
    await user('found', { name: "O'Brien" });
    const filters: [object, number][] = [
      [{ name: "O'Brien" }, 1],
      [{ name: { $like: "O'*" }, username: { $in: ['found'] } }, 1],
      [{ username: "' OR '1'='1" }, 0],
      [{ username: { $like: "%' OR true --" } }, 0],
      [{ username: { $like: '%' } }, 0],
      [{ name: "O'Brien'; DROP TABLE engine.identity_user; --" }, 0],
    ];
    for (const [filter, count] of filters) expect(await items('/users/search', { filter })).toHaveLength(count);
    for (const filter of [{ passwordHash: 'x' }, { password_hash: 'x' }, { 'username) OR (1': '1' }])
      expect(await send('POST', '/users/search', { filter })).toBe(400);
    for (const field of ['password_hash', 'username; DROP TABLE engine.job', 'passwordHash'])
      expect(await send('POST', '/users/search', { sort: [{ field }] })).toBe(400);
  });
});

describe('groups, roles, tenants and mapping rules', () => {
  it('come with the default tenant and the default roles, which nobody makes twice', async () => {
    expect((await items('/roles/search')).map(({ roleId }) => roleId)).toEqual([
      'admin',
      'app-integrations',
      'connectors',
      'readonly-admin',
      'rpa',
      'task-worker',
    ]);
    const grants = await items('/authorizations/search', { filter: { ownerId: 'task-worker', ownerType: 'ROLE' } });
    expect(grants.map(({ resourcePropertyName, permissionTypes }) => [resourcePropertyName, permissionTypes])).toEqual([
      ['assignee', ['READ', 'CLAIM', 'COMPLETE']],
      ['candidateUsers', ['READ', 'CLAIM', 'COMPLETE']],
      ['candidateGroups', ['READ', 'CLAIM', 'COMPLETE']],
    ]);
    expect(await items('/tenants/search')).toEqual([{ tenantId: '<default>', name: 'Default', description: null }]);
    expect(await send('DELETE', '/tenants/<default>')).toBe(400);
  });

  it('keep what was changed of the defaults over a restart', async () => {
    const other = await startRest();
    try {
      const [grant] = (
        await other.client.searchAuthorizations({ filter: { ownerId: 'rpa', resourceType: 'RESOURCE' } }, AT_ONCE)
      ).items;
      await other.client.deleteAuthorization({ authorizationKey: grant?.authorizationKey ?? ('' as never) });
      await other.client.updateRole({ roleId: 'rpa', name: '机器人' });
      await other.closeEngine();
      const engine = await Engine.open({ databaseUrl: other.databaseUrl });
      const { rows } = await engine.pool.query(
        `SELECT name, (SELECT count(*)::int FROM engine.identity_authorization WHERE owner_id = role_id) AS grants
         FROM engine.identity_role WHERE role_id = 'rpa'`,
      );
      expect(rows).toEqual([{ name: '机器人', grants: 1 }]);
      await engine.close();
    } finally {
      await other.stop();
    }
  });

  it.each([
    ['/groups', { groupId: 'taken', name: 'n' }, 409],
    ['/groups', { groupId: 'x', name: ' ' }, 400],
    ['/groups', { groupId: '', name: 'n' }, 400],
    ['/roles', { roleId: 'admin', name: 'n' }, 409],
    ['/tenants', { tenantId: '<default>', name: 'n' }, 400],
    ['/mapping-rules', { mappingRuleId: 'taken', claimName: 'c', claimValue: 'other', name: 'n' }, 409],
    ['/mapping-rules', { mappingRuleId: 'other', claimName: 'c', claimValue: 'v', name: 'n' }, 409],
  ])('are refused: %s %j', async (path, body, status) => {
    await send('POST', '/groups', { groupId: 'taken', name: 'n' });
    await send('POST', '/mapping-rules', { mappingRuleId: 'taken', claimName: 'c', claimValue: 'v', name: 'n' });
    expect(await send('POST', path, body)).toBe(status);
  });

  it('are not changed into a mapping rule that is there already', async () => {
    const rule = (mappingRuleId: string, claimValue: string) => ({
      mappingRuleId,
      claimName: 'dept',
      claimValue,
      name: 'n',
    });
    await send('POST', '/mapping-rules', rule('one', '1'));
    await send('POST', '/mapping-rules', rule('two', '2'));
    expect((await server.send('PUT', '/v2/mapping-rules/two', rule('two', '1'))).json).toMatchObject({ status: 409 });
  });

  it.each([
    ['PUT', '/groups/none/users/u', 404],
    ['PUT', '/groups/g/users/none', 404],
    ['PUT', '/roles/none/groups/g', 404],
    ['PUT', '/tenants/%3Cdefault%3E/roles/none', 404],
    ['PUT', '/groups/g/clients/two%20words', 400],
    ['DELETE', '/groups/g/users/u', 404],
    ['DELETE', '/groups/none', 404],
    ['PUT', '/groups/none', 404],
  ])('that do not exist are not put together: %s %s', async (method, path, status) => {
    await send('POST', '/groups', { groupId: 'g', name: 'g' });
    await send('POST', '/users', { username: 'u', password: 'p' });
    expect(await send(method, path, path === '/groups/none' && method === 'PUT' ? { name: 'n' } : undefined)).toBe(
      status,
    );
  });

  it('tell their members page by page', async () => {
    await send('POST', '/groups', { groupId: 'big', name: 'n' });
    for (const client of ['c', 'a', 'b']) await put(`/groups/big/clients/${client}`);
    const first = await server.client.searchClientsForGroup(
      { groupId: 'big', sort: [{ field: 'clientId', order: 'DESC' }], page: { limit: 2 } },
      AT_ONCE,
    );
    expect(first.items).toEqual([{ clientId: 'c' }, { clientId: 'b' }]);
    const after = first.page.endCursor;
    if (after === null) throw new Error('no cursor');
    const rest = await server.client.searchClientsForGroup(
      { groupId: 'big', sort: [{ field: 'clientId', order: 'DESC' }], page: { after } },
      AT_ONCE,
    );
    expect(rest.items).toEqual([{ clientId: 'a' }]);
    expect(await send('POST', '/groups/none/users/search', {})).toBe(404);
    expect(await items('/tenants/none/users/search')).toEqual([]);
  });
});

describe('authorizations', () => {
  const grant = (more = {}) => ({
    ownerId: 'somebody',
    ownerType: 'CLIENT',
    resourceType: 'PROCESS_DEFINITION',
    resourceId: 'order',
    permissionTypes: ['CREATE_PROCESS_INSTANCE'],
    ...more,
  });

  it.each([
    ['a permission that the resource does not have', { permissionTypes: ['DELETE'] }, 400],
    ['no permission', { permissionTypes: [] }, 400],
    ['neither an id nor a property', { resourceId: undefined }, 400],
    ['both', { resourcePropertyName: 'assignee' }, 400],
    ['a property of a process', { resourceId: undefined, resourcePropertyName: 'assignee' }, 400],
    ['a resource nobody knows', { resourceType: 'MOON' }, 400],
    ['an owner of no type', { ownerType: 'UNSPECIFIED' }, 400],
    ['a user who does not exist', { ownerType: 'USER' }, 404],
    ['a role that does not exist', { ownerType: 'ROLE' }, 404],
  ])('are refused with %s', async (_what, more, status) => {
    expect(await send('POST', '/authorizations', grant(more))).toBe(status);
  });

  it('are changed and found by owner, resource and property', async () => {
    const owner = { ownerId: 'tasks' };
    const byProperty = { resourceType: 'USER_TASK', resourceId: undefined, resourcePropertyName: 'candidateUsers' };
    await send('POST', '/authorizations', grant({ ...owner, ...byProperty, permissionTypes: ['READ', 'CLAIM'] }));
    await send('POST', '/authorizations', grant(owner));
    const ofTasks = await items('/authorizations/search', {
      filter: { ...owner, resourcePropertyNames: ['candidateUsers'], resourceIds: [] },
    });
    expect(ofTasks).toMatchObject([
      { resourceType: 'USER_TASK', resourceId: null, permissionTypes: ['READ', 'CLAIM'] },
    ]);
    const key = String(ofTasks[0]?.['authorizationKey']);
    expect(await send('PUT', `/authorizations/${key}`, grant({ ...owner, resourceId: '*' }))).toBe(204);
    expect(await items('/authorizations/search', { filter: { ...owner, resourceIds: ['*'] } })).toMatchObject([
      { authorizationKey: key, resourceType: 'PROCESS_DEFINITION' },
    ]);
    expect(await send('PUT', '/authorizations/4503599627370497', grant(owner))).toBe(404);
  });
});
