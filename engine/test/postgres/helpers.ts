import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** An empty folder that the server's user may enter. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postgres-test-'));
  await chmod(folder, 0o711);
  return folder;
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The process number of the server that runs on this data directory. */
export async function serverPid(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

export interface Owner {
  readonly process: ChildProcess;
  readonly url: string;
  /** Kills it as a power cut would, and returns when it is gone. */
  kill(): Promise<void>;
}

/** Another process, in a process group of its own, that owns the server of a data directory (or a temporary one). */
export async function startOwner(dataDir?: string): Promise<Owner> {
  const script = fileURLToPath(new URL('owner.ts', import.meta.url));
  const args = ['--import', 'tsx', script, ...(dataDir === undefined ? [] : [dataDir])];
  const owner = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(owner.stdout), 'line')) as [string];
  const kill = async () => {
    const gone = once(owner, 'exit');
    owner.kill('SIGKILL');
    await gone;
  };
  return { process: owner, url, kill };
}

/** Looks again and again until it is so, for half a minute at most. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`expected within half a minute: ${isSo.toString()}`);
    await wait(20);
  }
}
