import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask, userTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest({
    users: {
      'officer-1': {
        password: 'one',
        permissions: ['read', 'work-on-tasks'],
        groups: ['officers'],
        displayName: '经办甲',
      },
      'officer-2': { password: 'two', permissions: ['read', 'work-on-tasks'], groups: ['officers'] },
      application: { password: 'app', permissions: ['read', 'operate'] },
      administrator: { password: 'root', actsForOthers: true },
    },
  });
  const administrator = server.clientOf('administrator', 'root');
  const xml = diagram('work', row(userTask('Do'), serviceTask('Then', 'then')));
  await administrator.createDeployment({ resources: [new File([xml], 'work.bpmn')] });
});
afterAll(() => server.stop());

async function newTask() {
  const application = server.clientOf('application', 'app');
  const { processInstanceKey } = await application.createProcessInstance({ processDefinitionId: 'work' as never });
  const [task] = (await application.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items;
  if (task === undefined) throw new Error('no task');
  return task.userTaskKey;
}

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

describe('a server that asks who you are', () => {
  it.each([
    ['nobody', {}],
    ['an unknown user', basic('stranger', 'one')],
    ['a wrong password', basic('officer-1', 'two')],
    ['no password', basic('officer-1', '')],
    ['a name that every object has', basic('constructor', 'x')],
    ['another scheme', { authorization: 'Bearer abc' }],
    ['nonsense', { authorization: 'Basic %%%' }],
  ])('refuses %s', async (_who, headers) => {
    const reply = await server.send('GET', '/v2/topology', undefined, headers);
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('Basic');
    expect(reply.json).toMatchObject({ title: 'UNAUTHORIZED', instance: '/v2/topology' });
  });

  it('says how it is to anybody, and to each who they are', async () => {
    expect((await server.send('GET', '/v2/status')).status).toBe(204);
    const me = await server.clientOf('officer-1', 'one').getAuthentication();
    expect(me).toMatchObject({ username: 'officer-1', displayName: '经办甲', groups: ['officers'] });
  });

  it('lets only the assignee complete a task', async () => {
    const [first, second] = [server.clientOf('officer-1', 'one'), server.clientOf('officer-2', 'two')];
    const userTaskKey = await newTask();
    await expect(first.completeUserTask({ userTaskKey })).rejects.toMatchObject({ status: 403 });
    await first.assignUserTask({ userTaskKey, assignee: 'officer-1' });
    await expect(second.completeUserTask({ userTaskKey })).rejects.toMatchObject({ status: 403 });
    await expect(second.unassignUserTask({ userTaskKey })).rejects.toMatchObject({ status: 403 });
    await expect(second.assignUserTask({ userTaskKey, assignee: 'officer-2' })).rejects.toMatchObject({ status: 409 });
    await first.completeUserTask({ userTaskKey });
  });

  it('lets nobody give a task to somebody else or change it', async () => {
    const officer = server.clientOf('officer-1', 'one');
    const userTaskKey = await newTask();
    await expect(officer.assignUserTask({ userTaskKey, assignee: 'officer-2' })).rejects.toMatchObject({ status: 403 });
    await expect(officer.updateUserTask({ userTaskKey, changeset: { priority: 1 } })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('lets a person take back a task only while it is theirs, however the requests race', async () => {
    const [first, second] = [server.clientOf('officer-1', 'one'), server.clientOf('officer-2', 'two')];
    for (let round = 0; round < 5; round++) {
      const userTaskKey = await newTask();
      await first.assignUserTask({ userTaskKey, assignee: 'officer-1' });
      const outcomes = await Promise.allSettled([
        first.unassignUserTask({ userTaskKey }),
        second.assignUserTask({ userTaskKey, assignee: 'officer-2' }),
        first.completeUserTask({ userTaskKey }),
      ]);
      const task = await first.getUserTask({ userTaskKey }, AT_ONCE);
      // Whoever completed it was the assignee.
      if (outcomes[2].status === 'fulfilled') expect(task).toMatchObject({ state: 'COMPLETED', assignee: 'officer-1' });
      else expect(task.state).toBe('CREATED');
    }
  });

  it('keeps people from the machinery and the application from the tasks', async () => {
    const officer = server.clientOf('officer-1', 'one');
    const application = server.clientOf('application', 'app');
    const job = { type: 'then', worker: 'w', timeout: 1000, maxJobsToActivate: 1, requestTimeout: -1 };
    await expect(officer.activateJobs(job)).rejects.toMatchObject({ status: 403 });
    await expect(officer.publishMessage({ name: 'm', correlationKey: '', timeToLive: 0 })).rejects.toMatchObject({
      status: 403,
    });
    await expect(officer.pinClock({ timestamp: 0 })).rejects.toMatchObject({ status: 403 });
    const userTaskKey = await newTask();
    await expect(application.completeUserTask({ userTaskKey })).rejects.toMatchObject({ status: 403 });
    await expect(application.assignUserTask({ userTaskKey, assignee: 'application' })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('lets one who acts for others do it', async () => {
    const administrator = server.clientOf('administrator', 'root');
    const userTaskKey = await newTask();
    await administrator.assignUserTask({ userTaskKey, assignee: 'officer-1' });
    await administrator.assignUserTask({ userTaskKey, assignee: 'officer-2' });
    await administrator.updateUserTask({ userTaskKey, changeset: { priority: 1 } });
    await administrator.completeUserTask({ userTaskKey });
  });
});
