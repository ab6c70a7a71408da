import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import { UsageError, readServerOptions } from '../../server-options.js';
import { killServers, run, start } from './server-process.js';

const bin = path.resolve('engine/bin.mjs');
afterEach(killServers);

/** A figure of the running server. */
async function gauge(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${new URL(url).origin}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
}

/** What the server has logged: every line is JSON. */
function logged(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
}

describe('the standalone server', () => {
  it('serves a database, keeps its state over a kill -9 and stops on SIGTERM', async () => {
    const database = await createEmptyDatabase();
    try {
      const first = run('--port', '0', '--database-url', database.url);
      const url = await first.ready;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2$/);
      const published = await fetch(`${url}/messages/publication`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'm', correlationKey: 'c', timeToLive: 60_000, messageId: 'once' }),
      });
      expect(published.status).toBe(200);
      first.child.kill('SIGKILL');
      await first.ended;

      const second = run('--port', '0', '--database-url', database.url, '--basic-auth', 'demo:secret');
      const again = await second.ready;
      const refused = await fetch(`${again}/topology`);
      expect(refused.status).toBe(401);
      const repeated = await fetch(`${again}/messages/publication`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('demo:secret')}` },
        body: JSON.stringify({ name: 'm', correlationKey: 'c', timeToLive: 60_000, messageId: 'once' }),
      });
      expect(repeated.status).toBe(409);
      second.child.kill('SIGTERM');
      expect(await second.ended).toBe(0);
      expect(logged(second.said.err)).toEqual(['ready', 'stopping', 'stopped']);
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('stands still from the start when its clock is pinned, and goes on from there after a restart', async () => {
    const database = await createEmptyDatabase();
    const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"timestamp":1767225600000}' };
    try {
      const first = run('--port', '0', '--database-url', database.url, '--clock', 'pinned', '--log-level', 'warn');
      expect(await gauge(await first.ready, 'engine_clock_pinned')).toBe(1);
      expect((await fetch(`${await first.ready}/clock`, put)).status).toBe(204);
      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
      expect(first.said.err).toBe('');
      const second = run('--port', '0', '--database-url', database.url, '--clock', 'pinned');
      expect(await gauge(await second.ready, 'engine_clock_timestamp_seconds')).toBe(1_767_225_600);
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('asks for the users of the cluster, of whom a stranger makes the first', async () => {
    const database = await createEmptyDatabase();
    try {
      const url = await run('--port', '0', '--database-url', database.url, '--identity').ready;
      const setUp = await fetch(`${url}/setup/user`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'root', password: 'rosebud' }),
      });
      expect(setUp.status).toBe(201);
      expect((await fetch(`${url}/topology`)).status).toBe(401);
      const headers = { authorization: `Basic ${btoa('root:rosebud')}` };
      expect((await fetch(`${url}/topology`, { headers })).status).toBe(200);
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('tells its health and its figures', async () => {
    const database = await createEmptyDatabase();
    try {
      const url = await run('--port', '0', '--database-url', database.url, '--basic-auth', 'demo:secret').ready;
      const origin = new URL(url).origin;
      expect(await (await fetch(`${origin}/health/live`)).text()).toBe('live\n');
      expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
      await fetch(`${url}/topology`);
      const text = await (await fetch(`${origin}/metrics`)).text();
      expect(text).toContain('engine_ready 1');
      expect(text).toContain('engine_live_rows{table="process_instance"} 0');
      expect(text).toContain('engine_http_request_duration_seconds_count{operation="getTopology",status="401"} 1');
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('brings its own database, and lets nobody else have it meanwhile', async () => {
    const data = await mkdtemp(path.join(tmpdir(), 'engine-data-'));
    await chmod(data, 0o711);
    try {
      const first = start(bin, '--port', '0', '--data', data);
      expect((await fetch(`${await first.ready}/status`)).status).toBe(204);
      const second = run('--port', '0', '--data', data);
      expect(await second.ended).toBe(1);
      expect(second.said.err).toContain(data);
      first.child.kill('SIGINT');
      expect(await first.ended).toBe(0);
      expect(await readdir(data)).not.toHaveLength(0);
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  }, 60_000);

  it('says in one sentence that its port is taken', async () => {
    const database = await createEmptyDatabase();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    try {
      const { ended, said } = run('--port', port, '--database-url', database.url);
      expect(await ended).toBe(1);
      expect(said.err).toBe(`Port ${port} on 127.0.0.1 is taken by another program: choose another one with --port.\n`);
    } finally {
      other.close();
      await database.drop();
    }
  }, 60_000);

  it('says in one sentence that the database does not answer', async () => {
    const { ended, said } = run('--port', '0', '--database-url', 'postgresql://nobody@127.0.0.1:9/engine');
    expect(await ended).toBe(1);
    expect(said.err).toBe('The database at 127.0.0.1:9 does not answer: start it, or correct --database-url.\n');
  }, 60_000);

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [
      ['--port', 'many', '--database-url', 'postgresql://localhost/x'],
      "--port: expected a number from 0 to 65535, got 'many'.",
    ],
    [['--data', 'd', '--database-url', 'postgresql://localhost/x'], 'Give --database-url URL or --data DIR, not both.'],
    [['--database-url', 'mysql://localhost/x'], '--database-url: expected an address'],
    [['--data', 'd', '--basic-auth', 'demo'], '--basic-auth: expected USER:PASSWORD.'],
    [['--identity', '--basic-auth', 'demo:x'], 'Give --identity or --basic-auth USER:PASSWORD, not both.'],
    [['--data', ''], '--data: expected a folder.'],
    [['--retention', 'ever'], "--retention: expected a number of days from 0 to 99999, got 'ever'."],
    [['--audit-retention', '-1'], '--audit-retention'],
    [['--clock', 'slow'], "--clock: expected system or pinned, got 'slow'."],
    [['--log-level', 'loud'], "--log-level: expected debug or info or warn or error or silent, got 'loud'."],
  ])('refuses the command line %j', (args, sentence) => {
    expect(() => readServerOptions(args)).toThrow(UsageError);
    expect(() => readServerOptions(args)).toThrow(sentence);
  });

  it('ends with code 2 and the usage when it cannot read its command line', async () => {
    const { ended, said } = run('--prot', '1');
    expect(await ended).toBe(2);
    expect(said.err).toMatch(/^Unknown option '--prot'.*\nusage: /);
  }, 60_000);
});
