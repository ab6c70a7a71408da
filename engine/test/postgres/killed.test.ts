import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres, type Postgres } from '../../postgres/index.js';
import { emptyFolder, eventually, query, serverPid, startOwner } from './helpers.js';

let dataDir: string;
const running: Postgres[] = [];

async function start(tuning: Record<string, string> = {}): Promise<Postgres> {
  const server = await startPostgres({ dataDir, tuning });
  running.push(server);
  return server;
}

beforeEach(async () => {
  dataDir = await emptyFolder();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

describe('when the owner of the server is killed', () => {
  it('takes over the server that was left running', async () => {
    const owner = await startOwner(dataDir);
    await query(owner.url, 'create table paid as select 1 as household');
    const left = await serverPid(dataDir);
    await owner.kill();

    const server = await start();
    expect(await serverPid(dataDir)).toBe(left);
    await expect(query(server.url(), 'select * from paid')).resolves.toEqual([{ household: 1 }]);
  });

  it('starts it anew when other settings are wanted', async () => {
    const owner = await startOwner(dataDir);
    const left = await serverPid(dataDir);
    await owner.kill();

    const server = await start({ work_mem: '8MB' });
    expect(await serverPid(dataDir)).not.toBe(left);
    await expect(query(server.url(), 'show work_mem')).resolves.toEqual([{ work_mem: '8MB' }]);
  });

  it('stops the server it took over like its own', async () => {
    const owner = await startOwner(dataDir);
    await owner.kill();

    const server = await start();
    await server.stop();
    await expect(query(server.url(), 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('clears a temporary server away, directory and all', async () => {
    const owner = await startOwner();
    const [row] = await query(owner.url, "select current_setting('data_directory') as folder");
    const { folder } = row as { folder: string };
    await owner.kill();

    const isGone = (target: string) =>
      stat(target).then(
        () => false,
        () => true,
      );
    await eventually(() => isGone(path.dirname(folder)));
    await expect(query(owner.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('while the owner of the server lives', () => {
  it('refuses a second owner and names the first', async () => {
    const owner = await startOwner(dataDir);
    await expect(start()).rejects.toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(String(owner.process.pid)),
    });
    await expect(query(owner.url, 'select 1 as alive')).resolves.toEqual([{ alive: 1 }]);

    await owner.kill();
    await start();
  });

  it('does not lose the server to Ctrl-C, which is for its owner to act on', async () => {
    const owner = await startOwner(dataDir);
    // What a terminal does: the signal goes to the whole process group.
    process.kill(-(owner.process.pid ?? 0), 'SIGINT');
    await expect(query(owner.url, 'select 1 as alive')).resolves.toEqual([{ alive: 1 }]);
    await owner.kill();
    await start();
  });
});

describe('when the server itself is killed', () => {
  it('tells its owner, and the next start has every committed row', async () => {
    const server = await start();
    await query(server.url(), 'create table paid as select 1 as household');
    process.kill(await serverPid(dataDir), 'SIGKILL');

    await expect(server.exited).resolves.toMatchObject({
      code: 'GONE',
      message: expect.stringContaining('数据库意外停止'),
    });
    const next = await start();
    await expect(query(next.url(), 'select * from paid')).resolves.toEqual([{ household: 1 }]);
  });

  it('is still owned after one of its sessions died and the server restarted them all', async () => {
    const server = await start();
    let exited = false;
    void server.exited.then(() => (exited = true));
    const [row] = await query(server.url(), 'select pid from pg_stat_activity where application_name like $$owner %$$');
    const { pid: killed } = row as { pid: number };
    process.kill(killed, 'SIGKILL');

    // The lock of the killed session may be seen for a moment more: only one of another session is the owner's.
    const ownerIsBack = () =>
      query(server.url(), `select pid from pg_locks where locktype = 'advisory' and pid <> ${String(killed)}`).then(
        (rows) => rows.length === 1,
        () => false,
      );
    await eventually(ownerIsBack);
    await expect(start()).rejects.toMatchObject({ code: 'IN_USE' });
    expect(exited).toBe(false);
  });

  it('ignores a pid file whose number now belongs to another process', async () => {
    const server = await start();
    await server.stop();
    const pidFile = path.join(dataDir, 'cluster', 'postmaster.pid');
    await writeFile(pidFile, [process.pid, dataDir, 1, server.port, '', '127.0.0.1', '', 'ready', ''].join('\n'));

    await expect(query((await start()).url(), 'select 1 as alive')).resolves.toEqual([{ alive: 1 }]);
  });

  it('ignores an empty pid file, as a power cut leaves it', async () => {
    const server = await start();
    await server.stop();
    const pidFile = path.join(dataDir, 'cluster', 'postmaster.pid');
    await writeFile(pidFile, '');
    await utimes(pidFile, 0, 0);

    await expect(query((await start()).url(), 'select 1 as alive')).resolves.toEqual([{ alive: 1 }]);
  });

  it('makes the cluster again when the first start was killed in the middle of it', async () => {
    const half = path.join(dataDir, 'cluster.new-killed');
    await mkdir(path.join(half, 'cluster', 'base'), { recursive: true });

    await start();
    await expect(stat(half)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
