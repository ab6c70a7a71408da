import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { createRestApp } from '../../../rest/index.js';
import type { RestServer } from '../rest-server.js';
import { startRest } from '../rest-server.js';
import { ADMIN, addUser, grant, passwordOf, startWithUsers } from './world.js';

let server: RestServer;
let admin: CamundaClient;
beforeAll(async () => {
  ({ server, admin } = await startWithUsers());
});
afterAll(() => server.stop());

const signIn = (username: string, password: string) =>
  server.send('GET', '/v2/topology', undefined, { authorization: `Basic ${btoa(`${username}:${password}`)}` });

describe('the first administrator', () => {
  it('is made by a stranger, once', async () => {
    const body = { username: 'second', password: 'p' };
    const strangers = await Promise.all([1, 2].map(() => server.send('POST', '/v2/setup/user', body)));
    for (const { json } of strangers) expect(json).toMatchObject({ status: 403, title: 'FORBIDDEN' });
    expect((await signIn('second', 'p')).status).toBe(401);
  });

  it('is one only, however many strangers come at the same time', async () => {
    const fresh = await startRest({ identity: true });
    try {
      const names = ['a', 'b', 'c', 'd', 'e'];
      const replies = await Promise.all(
        names.map((username) => fresh.send('POST', '/v2/setup/user', { username, password: 'p' })),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    } finally {
      await fresh.stop();
    }
  });

  it('is not made where an application brings its own accounts', async () => {
    const other = await startRest({ users: { application: { password: 'p' } } });
    try {
      const reply = await other.send('POST', '/v2/setup/user', { username: 'root', password: 'p' });
      expect(reply.status).toBe(403);
      expect((await other.engine.pool.query('SELECT 1 FROM engine.identity_user')).rows).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('cannot share the door with other accounts', () => {
    expect(() => createRestApp(server.engine, { identity: true, users: {} })).toThrow('only one');
  });
});

describe('a user of the cluster', () => {
  it.each([
    ['nobody', ''],
    ['an unknown name', `Basic ${btoa('stranger:rosebud')}`],
    ['a wrong password', `Basic ${btoa('root:rosebut')}`],
    ['the hash for a password', `Basic ${btoa('root:scrypt$1')}`],
    ['no password', `Basic ${btoa('root:')}`],
    ['a name that no user can have', `Basic ${btoa("' OR 1=1 --:x")}`],
    ['a name with U+0000', `Basic ${btoa('root\0:rosebud')}`],
    ['a token', 'Bearer abc'],
  ])('is not taken for %s', async (_who, authorization) => {
    const reply = await server.send('GET', '/v2/topology', undefined, authorization === '' ? {} : { authorization });
    expect(reply.json).toMatchObject({ status: 401, title: 'UNAUTHORIZED' });
  });

  it('is told who they are', async () => {
    const vera = await addUser({ server, admin }, 'vera');
    await admin.updateUser({ username: 'vera' as never, name: '维拉', email: 'vera@b.cn' });
    await admin.createGroup({ groupId: 'clerks', name: 'Clerks' });
    await admin.assignUserToGroup({ groupId: 'clerks', username: 'vera' as never });
    await admin.assignRoleToGroup({ roleId: 'task-worker', groupId: 'clerks' });
    await admin.createTenant({ tenantId: 'north', name: '北' });
    await admin.assignGroupToTenant({ tenantId: 'north' as never, groupId: 'clerks' });
    await grant(admin, 'clerks', [['COMPONENT', 'tasklist', 'ACCESS']], 'GROUP');
    expect(await vera.getAuthentication()).toEqual({
      username: 'vera',
      displayName: '维拉',
      email: 'vera@b.cn',
      authorizedComponents: ['tasklist'],
      tenants: [
        { tenantId: '<default>', name: 'Default', description: null },
        { tenantId: 'north', name: '北', description: null },
      ],
      groups: ['clerks'],
      roles: ['task-worker'],
      salesPlanType: null,
      c8Links: {},
      canLogout: false,
    });
  });

  it('is out at once when the password changes or the user is deleted', async () => {
    const leaving = await addUser({ server, admin }, 'leaving');
    await leaving.getTopology();
    await admin.updateUser({ username: 'leaving' as never, password: 'new' });
    expect((await signIn('leaving', passwordOf('leaving'))).status).toBe(401);
    expect((await signIn('leaving', 'new')).status).toBe(200);
    await admin.deleteUser({ username: 'leaving' as never });
    expect((await signIn('leaving', 'new')).status).toBe(401);
  });

  it('loses and gets rights at once', async () => {
    const moving = await addUser({ server, admin }, 'moving');
    const may = () =>
      moving.evaluateExpression({ expression: '=1' }).then(
        () => true,
        () => false,
      );
    expect(await may()).toBe(false);
    await admin.createRole({ roleId: 'calculator', name: 'c' });
    await grant(admin, 'calculator', [['EXPRESSION', '*', 'EVALUATE']], 'ROLE');
    await admin.assignRoleToUser({ roleId: 'calculator', username: 'moving' as never });
    expect(await may()).toBe(true);
    await admin.unassignRoleFromUser({ roleId: 'calculator', username: 'moving' as never });
    expect(await may()).toBe(false);
    await admin.createGroup({ groupId: 'calculators', name: 'c' });
    await admin.assignRoleToGroup({ roleId: 'calculator', groupId: 'calculators' });
    await admin.assignUserToGroup({ groupId: 'calculators', username: 'moving' as never });
    expect(await may()).toBe(true);
    await admin.deleteRole({ roleId: 'calculator' });
    expect(await may()).toBe(false);
  });

  it('cannot be told from a stranger by the time a wrong password takes', async () => {
    await addUser({ server, admin }, 'timed');
    const times: Record<string, number[]> = { timed: [], nobody: [] };
    for (let round = 0; round < 9; round++) {
      for (const [username, taken] of Object.entries(times)) {
        const begin = performance.now();
        expect((await signIn(username, `wrong ${String(round)}`)).status).toBe(401);
        taken.push(performance.now() - begin);
      }
    }
    const median = (list: number[] = []) => list.sort((one, other) => one - other)[4] ?? 0;
    const ratio = median(times['nobody']) / median(times['timed']);
    // Without the work on a hash that is nobody's it would be a hundredth.
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });

  it('who knows the password is let in while others try out many', async () => {
    await signIn(ADMIN.username, ADMIN.password);
    const attempts = Promise.all([...Array(40).keys()].map((round) => signIn('nobody', String(round))));
    const first = await Promise.race([
      attempts.then(() => 'attempts'),
      signIn(ADMIN.username, ADMIN.password).then(() => 'known'),
    ]);
    expect(first).toBe('known');
    await attempts;
  });
});
