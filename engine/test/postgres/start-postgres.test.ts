import { rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, startPostgres, type Postgres } from '../../postgres/index.js';
import { emptyFolder, query } from './helpers.js';

let dataDir: string;
const running: Postgres[] = [];

/** Quick to make; the tests of what survives a crash use a durable one. */
async function start(options: { port?: number; tuning?: Record<string, string> } = {}): Promise<Postgres> {
  const server = await startPostgres({ dataDir, durable: false, ...options });
  running.push(server);
  return server;
}

/** Somebody else's program on this port. */
async function occupy(port: number): Promise<() => Promise<unknown>> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  return () => new Promise((resolve) => other.close(resolve));
}

beforeEach(async () => {
  dataDir = await emptyFolder();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('keeps data, port and password from one start to the next', async () => {
    const first = await start();
    await first.createDatabase('facts');
    await query(first.url('facts'), 'create table household as select 7 as number');
    await first.stop();

    const second = await start();
    expect(second.url()).toBe(first.url());
    await expect(query(second.url('facts'), 'select number from household')).resolves.toEqual([{ number: 7 }]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const server = await start();
    const url = new URL(server.url());
    url.password = 'guessed';

    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(path.join(dataDir, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
  });

  it('listens on this machine only', async () => {
    const server = await start();
    await expect(query(server.url(), 'show listen_addresses')).resolves.toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('writes every commit to disk unless it is told that nobody needs the data', async () => {
    const quick = await start();
    await expect(query(quick.url(), 'show fsync')).resolves.toEqual([{ fsync: 'off' }]);
    await quick.stop();

    const durable = await startPostgres({ dataDir });
    running.push(durable);
    await expect(query(durable.url(), 'show fsync')).resolves.toEqual([{ fsync: 'on' }]);
  });

  it('takes settings by name', async () => {
    const server = await start({ tuning: { shared_buffers: '16MB' } });
    await expect(query(server.url(), 'show shared_buffers')).resolves.toEqual([{ shared_buffers: '16MB' }]);
  });

  it('creates a database once, whoever asks how often', async () => {
    const server = await start();
    await Promise.all([server.createDatabase('cases'), server.createDatabase('cases')]);
    await server.dropDatabase('cases');
    await server.dropDatabase('cases');
    await expect(query(server.url('cases'), 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('is gone when stop returns, also when stopped twice', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await expect(query(server.url(), 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says that the wanted port is taken', async () => {
    const port = await freePort();
    const release = await occupy(port);
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(String(port)),
    });
    await release();

    expect((await start({ port })).port).toBe(port);
  });

  it('moves to another port when the remembered one was taken meanwhile', async () => {
    const first = await start();
    await first.stop();
    const release = await occupy(first.port);

    const second = await start();
    expect(second.port).not.toBe(first.port);
    await release();
  });

  it('is given to one of two programs that start on the same empty directory', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    const refusals = outcomes.filter((each) => each.status === 'rejected').map((each): unknown => each.reason);
    expect(refusals).toEqual([expect.objectContaining({ code: 'IN_USE' })]);
  });
});
