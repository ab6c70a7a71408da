import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpSession } from '../../app/demo/http-session.js';
import { SAMPLE_PASSWORD } from '../../app/samples/accounts.js';
import { dataFolder, databaseIsUp, Program, removeDataFolder } from './program.js';

/** The first start of a clone builds the pages and makes the database. */
const FIRST_START_MS = 150_000;

describe('the start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await dataFolder();
  });
  afterAll(() => removeDataFolder(folder));

  const start = (env: NodeJS.ProcessEnv = {}) =>
    Program.start('app/start.ts', [], { DATA_DIR: folder, PORT: '0', ENGINE_PORT: '0', ...env });
  const address = async (program: Program) => (await program.says(/打开 (http:\S+)/, FIRST_START_MS))[1] ?? '';
  const signIn = async (url: string, username: string) => {
    const session = new HttpSession(url);
    await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
    return session;
  };

  it('opens pages and interface, says where, and stops in order within seconds of SIGTERM', async () => {
    const program = start();
    const url = await address(program);
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="app">')]);
    const health = await fetch(`${url}/api/health`);
    expect([health.status, await health.json()]).toMatchObject([200, {}]);
    const told = performance.now();
    program.signal('SIGTERM');
    expect(await program.code()).toBe(0);
    expect(performance.now() - told).toBeLessThan(15_000);
    expect(program.stderr).toBe('');
    expect(await databaseIsUp(folder)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  }, 200_000);

  it('stops in order, too, when it is told so while it is still starting', async () => {
    const program = start();
    await program.says(/部署流程图/);
    program.signal('SIGTERM');
    await program.code();
    expect(await databaseIsUp(folder)).toBe(false);
  }, 90_000);

  it.each(['PORT', 'ENGINE_PORT'])(
    'names %s in one sentence when another program has taken it',
    async (name) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const program = start({ [name]: String(port) });
      expect(await program.code()).toBe(1);
      other.close();
      expect(program.stderr.trimEnd().split('\n')).toEqual([
        expect.stringMatching(`端口 ${String(port)} 已被别的程序占用`),
      ]);
      expect(await databaseIsUp(folder)).toBe(false);
    },
    90_000,
  );

  it('names a setting that makes no sense', async () => {
    const program = start({ PORT: 'eighty' });
    expect(await program.code()).toBe(1);
    expect(program.stderr).toMatch(/^环境变量 PORT .*eighty.*\n$/);
  }, 30_000);

  it('goes on after kill -9: every case is where it was, on the same pages', async () => {
    const killed = start();
    const before = await signIn(await address(killed), 'town-a');
    const { items } = await before.get<{ items: { taskKey: string }[] }>('/api/tasks?scope=groups');
    const taskKey = items[0]?.taskKey ?? '';
    await before.post(`/api/tasks/${taskKey}/claim`);
    await killed.killGroup();
    // The server runs on alone; nothing of it is in the way of the next start.
    const again = start();
    const url = await address(again);
    const after = await signIn(url, 'town-a');
    const mine = await after.get<{ items: { taskKey: string }[] }>('/api/tasks?scope=mine');
    expect(mine.items.map((task) => task.taskKey)).toEqual([taskKey]);
    const audit = await signIn(url, 'audit');
    expect(await audit.get('/api/projects')).toMatchObject({ total: 1, items: [{ households: 60 }] });
    again.signal('SIGINT');
    expect(await again.code()).toBe(0);
    expect(await databaseIsUp(folder)).toBe(false);
  }, 180_000);
});
