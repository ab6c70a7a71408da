import { once } from 'node:events';
import type { ClientReadableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { diagram, row, serviceTask } from '../rest/diagrams.js';
import { ACTIVATION, startGrpc } from './grpc-server.js';
import type { Message, RunningGrpc } from './grpc-server.js';

const TYPES = ['waits', 'gone', 'killed', 'slow', 'fair', 'thousand', 'long', 'stops'];

let server: RunningGrpc;
beforeAll(async () => {
  server = await startGrpc();
  for (const type of TYPES) await server.deploy({ [`${type}.bpmn`]: diagram(type, row(serviceTask('A', type))) });
});
afterAll(() => server.stop());

const TIMEOUT = 60_000;
const open = (type: string, client = server.raw): ClientReadableStream<Message> =>
  // A stream ends with an error whoever ends it.
  client.stream('StreamActivatedJobs', { type, worker: 'streamer', timeout: TIMEOUT }).on('error', () => undefined);
const create = (processDefinitionId: string, count = 1, variables = {}) =>
  Promise.all(Array.from({ length: count }, () => server.engine.createInstance({ processDefinitionId, variables })));
const next = async (stream: ClientReadableStream<Message>) => (await once(stream, 'data'))[0] as Message;

/** Ends the stream from the client's side; fulfilled when the server has noticed. */
async function cancel(stream: ClientReadableStream<Message>): Promise<void> {
  const noticed = server.nextAnswer('StreamActivatedJobs');
  stream.cancel();
  await noticed;
}

/** Reads jobs until there are so many, answering with their keys. */
async function take(stream: ClientReadableStream<Message>, count: number): Promise<string[]> {
  const keys: string[] = [];
  await new Promise<void>((resolve) => {
    const read = (job: Message) => {
      keys.push(String(job['key']));
      if (keys.length < count) return;
      stream.off('data', read);
      stream.pause();
      resolve();
    };
    stream.on('data', read);
  });
  return keys;
}

describe('a stream of jobs', () => {
  it('brings jobs that wait and jobs that come, whole', async () => {
    await create('waits', 1, { amount: 7, 名: '甲' });
    const stream = open('waits');
    const first = await next(stream);
    expect(first).toMatchObject({
      type: 'waits',
      bpmnProcessId: 'waits',
      processDefinitionVersion: 1,
      elementId: 'A',
      worker: 'streamer',
      retries: 3,
      customHeaders: '{}',
      tenantId: '<default>',
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
    });
    expect(JSON.parse(String(first['variables']))).toEqual({ amount: 7, 名: '甲' });
    const second = next(stream);
    const [instance] = await create('waits');
    expect((await second)['processInstanceKey']).toBe(instance?.processInstanceKey);
    await cancel(stream);
  });

  it('takes no job when its worker has gone, and leaves none behind', async () => {
    const stream = open('gone');
    const held = next(stream);
    await create('gone');
    await held;
    await cancel(stream);
    await create('gone');
    expect(await server.raw.jobs({ type: 'gone' })).toHaveLength(1);
  });

  it('gives back what it could not send to a worker that reads nothing any more', async () => {
    const slow = server.newRaw();
    const stream = open('slow', slow).pause();
    await create('slow', 20, { long: 'x'.repeat(200_000) });
    const left = await server.raw.jobs({ type: 'slow', maxJobsToActivate: 100 });
    await cancel(stream);
    const given = await server.raw.jobs({ type: 'slow', maxJobsToActivate: 100 });
    expect(given.length).toBeGreaterThan(0);
    expect(new Set([...left, ...given].map((job) => job['key'])).size).toBe(left.length + given.length);
    slow.close();
  });

  it('loses no job when its connection breaks: what did not arrive is handed out again after its time', async () => {
    const begin = Date.parse('2026-03-01T08:00:00Z');
    await server.engine.pinClock({ timestamp: begin });
    const killed = server.newRaw();
    const stream = open('killed', killed);
    const arrived = take(stream, 30);
    const created = create('killed', 300);
    const done = await arrived;
    const noticed = server.nextAnswer('StreamActivatedJobs');
    killed.close();
    stream.cancel();
    await noticed;
    await created;
    for (const jobKey of done) await server.engine.completeJob({ jobKey });
    await server.engine.pinClock({ timestamp: begin + TIMEOUT + 1 });
    const rest = await take(open('killed', server.newRaw()), 270);
    expect(new Set([...done, ...rest]).size).toBe(300);
    await server.engine.resetClock();
  });

  it('shares what comes among all that are open', async () => {
    const streams = [server.newRaw(), server.newRaw()].map((client) => open('fair', client));
    const counts = streams.map(() => 0);
    const all = new Promise<void>((resolve) => {
      streams.forEach((stream, index) => {
        stream.on('data', () => {
          counts[index] = (counts[index] ?? 0) + 1;
          if (counts.reduce((sum, count) => sum + count) === 400) resolve();
        });
      });
    });
    await create('fair', 400);
    await all;
    for (const count of counts) expect(count).toBeGreaterThan(100);
    for (const stream of streams) await cancel(stream);
  });

  it('of the official client works through 1,000 jobs, each of them once', async () => {
    // The client prints that its stream was cancelled, by itself.
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const seen: string[] = [];
    const client = server.newClient();
    let stream: { close(): void } | undefined;
    const all = new Promise<void>((resolve) => {
      void client
        .streamJobs({
          type: 'thousand',
          worker: 'streamer',
          timeout: TIMEOUT,
          pollInterval: 0,
          tenantIds: [],
          taskHandler: async (job) => {
            const acknowledged = await job.complete({ done: true });
            seen.push(job.key);
            if (seen.length === 1_000) resolve();
            return acknowledged;
          },
        })
        .then((opened) => {
          stream = opened;
        });
    });
    const instances = await create('thousand', 1_000);
    await all;
    const noticed = server.nextAnswer('StreamActivatedJobs');
    stream?.close();
    await noticed;
    printed.mockRestore();
    expect(new Set(seen).size).toBe(1_000);
    const { rows } = await server.engine.pool.query<{ state: string; count: string }>(
      `SELECT state, count(*) FROM engine.process_instance WHERE process_instance_key = ANY($1::bigint[]) GROUP BY state`,
      [instances.map(({ processInstanceKey }) => processInstanceKey)],
    );
    expect(rows).toEqual([{ state: 'COMPLETED', count: '1000' }]);
  });
});

describe('an activation', () => {
  it('answers at once, or after its time, or when a job comes', async () => {
    expect(await server.raw.jobs({ type: 'long' })).toEqual([]);
    const begin = performance.now();
    expect(await server.raw.jobs({ type: 'long', requestTimeout: 100 })).toEqual([]);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(95);
    const held = server.raw.jobs({ type: 'long', requestTimeout: 30_000 });
    await create('long');
    expect(await held).toHaveLength(1);
  });

  it('brings jobs in messages that a client can take, however much is in them', async () => {
    await create('long', 12, { long: 'x'.repeat(900_000) });
    expect(await server.raw.jobs({ type: 'long', maxJobsToActivate: 100 })).toHaveLength(12);
  });

  it('whose caller has gone takes nothing', async () => {
    const held = server.raw.stream('ActivateJobs', { ...ACTIVATION, type: 'stops', requestTimeout: 600_000 });
    held.on('error', () => undefined);
    // A later request on the same connection shows that the first one has been waiting for long.
    expect(await server.raw.jobs({ type: 'long', requestTimeout: 50 })).toEqual([]);
    const noticed = server.nextAnswer('ActivateJobs');
    held.cancel();
    await noticed;
    await create('stops');
    expect(await server.raw.jobs({ type: 'stops' })).toHaveLength(1);
  });
});

describe('a server that stops', () => {
  it('ends streams so that workers go elsewhere, answers held requests, and refuses what is new', async () => {
    const stopping = await startGrpc();
    await stopping.deploy({ 'work.bpmn': diagram('work', row(serviceTask('A', 'work'))) });
    const stream = open('work', stopping.raw);
    const ended = once(stream, 'error');
    const held = stopping.raw.jobs({ type: 'other', requestTimeout: 30_000 });
    const request = { bpmnProcessId: 'work', version: -1 };
    const result = stopping.raw
      .call('CreateProcessInstanceWithResult', { request, requestTimeout: 30_000 })
      .catch((error: unknown) => error);
    // It has begun to wait: its job has come through the stream.
    await take(stream, 1);
    stream.resume();
    await stopping.closeServer();
    expect(await ended).toMatchObject([{ code: status.UNAVAILABLE }]);
    expect(await held).toEqual([]);
    expect(await result).toMatchObject({ code: status.UNAVAILABLE });
    await expect(stopping.raw.call('Topology', {})).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await stopping.stop();
  });
});
