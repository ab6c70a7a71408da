import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresError, startPostgres } from '../../postgres/index.js';
import { readServerLog } from '../../postgres/read-server-log.js';
import { closedFolder } from '../../postgres/server-user.js';
import { emptyFolder } from './helpers.js';

let dataDir: string;
const start = () => startPostgres({ dataDir, durable: false });

beforeEach(async () => {
  dataDir = await emptyFolder();
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

describe('a data directory that cannot be used is named in one sentence', () => {
  async function stoppedServer() {
    const server = await start();
    await server.stop();
  }

  it('when a part of it is lost', async () => {
    await stoppedServer();
    await rm(path.join(dataDir, 'cluster', 'global', 'pg_control'));
    await expect(start()).rejects.toMatchObject({ code: 'DATA_BROKEN', message: expect.stringContaining(dataDir) });
  });

  it('when its password is lost', async () => {
    await stoppedServer();
    await rm(path.join(dataDir, 'cluster', 'password'));
    await expect(start()).rejects.toMatchObject({ code: 'DATA_BROKEN' });
  });

  it('when its password is not the one of the server', async () => {
    await stoppedServer();
    await writeFile(path.join(dataDir, 'cluster', 'password'), 'another');
    await expect(start()).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
  });

  it('when it was made by another version', async () => {
    await stoppedServer();
    await writeFile(path.join(dataDir, 'cluster', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'OTHER_VERSION',
      message: expect.stringContaining('PostgreSQL 17'),
    });
  });

  it('when a file stands in its place', async () => {
    const file = path.join(dataDir, 'file');
    await writeFile(file, '');
    const failed = startPostgres({ dataDir: path.join(file, 'data') });
    await expect(failed).rejects.toBeInstanceOf(PostgresError);
    await expect(failed).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });
});

describe('the way to the data directory', () => {
  const stranger = { uid: 4_000_000, gid: 4_000_000 };

  it('is followed to the first folder that the user of the server may not enter', async () => {
    const closed = path.join(dataDir, 'closed');
    await mkdir(path.join(closed, 'inside'), { recursive: true });
    await chmod(closed, 0o700);
    await expect(closedFolder(path.join(closed, 'inside'), stranger)).resolves.toBe(closed);

    await chmod(closed, 0o711);
    await expect(closedFolder(path.join(closed, 'inside'), stranger)).resolves.toBeUndefined();
  });

  it('is no question for a server that runs as ourselves', async () => {
    await expect(closedFolder(dataDir, undefined)).resolves.toBeUndefined();
  });
});

describe('what the server writes when it cannot start', () => {
  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL'],
    ['PANIC:  could not write to file "pg_wal/xlogtemp.31": No space left on device', 'DISK_FULL'],
    ['PANIC:  could not locate a valid checkpoint record at 0/1563A58', 'DATA_BROKEN'],
    ['FATAL:  "base/5" is not a valid data directory', 'DATA_BROKEN'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'START_FAILED'],
  ])('%s → %s', (line, code) => {
    expect(readServerLog(`LOG:  starting PostgreSQL\n${line}\n`, 'data')).toMatchObject({
      kind: 'fault',
      error: { code },
    });
  });

  it.each([
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port-taken'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'already-running'],
    ['FATAL:  lock file "postmaster.pid" is empty', 'already-running'],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'still-dying'],
  ])('%s → %s, to try again', (line, kind) => {
    expect(readServerLog(line, 'data')).toEqual({ kind });
  });
});
