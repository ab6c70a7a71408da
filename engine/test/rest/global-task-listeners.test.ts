import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../engine.js';
import { diagram, row, userTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

const create = (id: string, more = {}) =>
  server.client.createGlobalTaskListener({ id: id as never, type: `on-${id}`, eventTypes: ['updating'], ...more });

describe('global task listeners over HTTP', () => {
  it('are created with their defaults, read, replaced and deleted', async () => {
    const { client } = server;
    const id = 'audit' as never;
    const created = await create('audit');
    const defaults = { retries: 3, priority: 50, afterNonGlobal: false, source: 'API' };
    expect(created).toEqual({ id: 'audit', type: 'on-audit', eventTypes: ['updating'], ...defaults });
    expect(await client.getGlobalTaskListener({ id }, AT_ONCE)).toEqual(created);
    const change = { type: 'other', eventTypes: ['all' as const], retries: 5, afterNonGlobal: true, priority: 1 };
    expect(await client.updateGlobalTaskListener({ id, ...change })).toEqual({ id, ...change, source: 'API' });
    await client.deleteGlobalTaskListener({ id });
    await expect(client.getGlobalTaskListener({ id }, AT_ONCE)).rejects.toMatchObject({ status: 404 });
    await expect(client.deleteGlobalTaskListener({ id })).rejects.toMatchObject({ status: 404 });
  });

  it('that nobody knows are asked for by their id, as they are named', async () => {
    for (const method of ['GET', 'DELETE'])
      expect((await server.send(method, '/v2/global-task-listeners/nobody')).json).toMatchObject({
        status: 404,
        detail: expect.stringContaining("with id 'nobody'"),
      });
  });

  it('are found by what they are', async () => {
    await create('find-1', { eventTypes: ['creating', 'canceling'], priority: 10 });
    await create('find-2', { eventTypes: ['creating'], priority: 90 });
    const ids = async (filter: object) => {
      const sort = [{ field: 'priority' as const, order: 'DESC' as const }];
      const request = { filter: { id: { $like: 'find-*' }, ...filter } as never, sort };
      return (await server.client.searchGlobalTaskListeners(request, AT_ONCE)).items.map(({ id }) => id);
    };
    expect(await ids({})).toEqual(['find-2', 'find-1']);
    expect(await ids({ eventTypes: ['creating', 'canceling'] })).toEqual(['find-1']);
    expect(await ids({ eventTypes: [{ $in: ['canceling', 'all'] }] })).toEqual(['find-1']);
    expect(await ids({ priority: { $gt: 10 }, source: 'API' })).toEqual(['find-2']);
    expect(await ids({ afterNonGlobal: true })).toEqual([]);
  });

  it.each([
    [{ id: 'x', eventTypes: ['all'] }, 400],
    [{ id: 'x', type: 'x', eventTypes: [] }, 400],
    [{ id: 'x', type: 'x', eventTypes: ['sometimes'] }, 400],
    [{ id: 'x', type: 'x', eventTypes: ['all'], retries: 0 }, 400],
    [{ id: 'x', type: 'x', eventTypes: ['all'], priority: -1 }, 400],
    [{ id: '', type: 'x', eventTypes: ['all'] }, 400],
    [{ id: 'taken', type: 'x', eventTypes: ['all'] }, 409],
  ])('are refused: %j', async (body, status) => {
    await server.send('POST', '/v2/global-task-listeners', { id: 'taken', type: 'x', eventTypes: ['canceling'] });
    expect((await server.send('POST', '/v2/global-task-listeners', body)).status).toBe(status);
  });

  it('of a change under way are still asked after a restart, even if they are gone by then', async () => {
    const other = await startRest();
    try {
      await other.deploy({ 'p.bpmn': diagram('p', row(userTask('Do'))) });
      await other.client.createGlobalTaskListener({ id: 'both' as never, type: 'both', eventTypes: ['creating'] });
      await other.client.createProcessInstance({ processDefinitionId: 'p' as never });
      await other.client.deleteGlobalTaskListener({ id: 'both' as never });
      await other.closeEngine();
      const engine = await Engine.open({ databaseUrl: other.databaseUrl });
      const request = { type: 'both', timeout: 1000, maxJobsToActivate: 1, requestTimeout: -1 };
      const [job] = await engine.activateJobs(request);
      await engine.completeJob({ jobKey: job?.jobKey ?? '' });
      const { rows } = await engine.pool.query('SELECT state FROM engine.user_task');
      expect(rows).toEqual([{ state: 'CREATED' }]);
      await engine.close();
    } finally {
      await other.stop();
    }
  });
});
