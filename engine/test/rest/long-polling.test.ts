import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  const types = ['wakes', 'one', 'gone', 'fair'];
  for (const type of types) {
    await server.deploy({ [`${type}.bpmn`]: diagram(type, row(serviceTask('A', type))) });
  }
});
afterAll(() => server.stop());

const activation = (type: string, requestTimeout: number, maxJobsToActivate = 10) => ({
  type,
  worker: 'tester',
  timeout: 60_000,
  maxJobsToActivate,
  requestTimeout,
});
const activate = async (type: string, requestTimeout: number, max = 10) =>
  (await server.send('POST', '/v2/jobs/activation', activation(type, requestTimeout, max))).json['jobs'] as unknown[];
const create = (processDefinitionId: string) => server.send('POST', '/v2/process-instances', { processDefinitionId });

describe('a request for jobs', () => {
  it('is answered at once when it does not want to wait', async () => {
    expect(await activate('wakes', -1)).toEqual([]);
  });

  it('is held until its time is over', async () => {
    const begin = performance.now();
    expect(await activate('wakes', 150)).toEqual([]);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(140);
  });

  it.each([0, 30_000])('is held until a job appears (requestTimeout %d)', async (requestTimeout) => {
    const held = activate('wakes', requestTimeout);
    await create('wakes');
    expect(await held).toHaveLength(1);
  });

  it('gives one job to one of those that wait', async () => {
    const held = [1, 2, 3, 4].map(() => activate('one', 400));
    await create('one');
    const counts = (await Promise.all(held)).map(({ length }) => length);
    expect(counts.sort()).toEqual([0, 0, 0, 1]);
  });

  it('takes no job when the worker has gone', async () => {
    const worker = open('gone');
    await once(worker, 'socket');
    // A second request of the same type shows that the first one has long been waiting when the connection closes.
    expect(await activate('gone', 50)).toEqual([]);
    const closed = new Promise((resolve) => worker.on('close', resolve));
    worker.destroy();
    await closed;
    expect(await activate('gone', 50)).toEqual([]);
    await create('gone');
    expect(await activate('gone', 5_000)).toHaveLength(1);
  });
});

/** A request that stays open until it is destroyed. */
function open(type: string): ClientRequest {
  const body = JSON.stringify(activation(type, 30_000));
  const held = request(`${server.url}/v2/jobs/activation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  held.on('error', () => undefined);
  held.end(body);
  return held;
}
