import { execFile, spawn } from 'node:child_process';
import { open, readFile, readlink, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { serverEnvironment, type Cluster } from './cluster.js';
import { fileFault, systemCode } from './errors.js';
import { readServerLog, type StartFailure } from './read-server-log.js';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);
const pollMs = 20;

/** A server that is alive on a cluster, whoever started it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The server that now runs on this cluster; undefined when none does (a stale pid file is no server). */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = path.join(data, 'postmaster.pid');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const owner = await ownerOf(pid, data);
  if (owner === 'this server') return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // A machine that failed in the very moment leaves an empty file, which no server dares to take.
  if (text === '' && (await ageMs(file)) > 5_000) await rm(file, { force: true });
  // The server removes a dead one's file by itself, but takes a foreign process with a recycled number for its own.
  if (owner === 'another process' && (await readIfThere(file)) === text) await rm(file, { force: true });
  return undefined;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileFault(error, path.dirname(file));
  }
}

async function ageMs(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/**
 * Whose number this is. A server's working directory is its cluster; where that cannot be seen, its command line names
 * it. A process that is just ending shows neither and counts as nobody.
 */
async function ownerOf(pid: number, data: string): Promise<'this server' | 'another process' | 'nobody'> {
  if (!isAlive(pid)) return 'nobody';
  if (process.platform === 'win32') return 'this server';
  try {
    const isServer =
      process.platform === 'linux'
        ? (await readlink(`/proc/${String(pid)}/cwd`)) === (await realpath(data))
        : (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout.includes(data);
    return isServer ? 'this server' : 'another process';
  } catch {
    return 'nobody';
  }
}

/** The command line of the server; compared with that of a running one to see whether it can be taken over. */
export function serverArguments(cluster: Cluster, port: number, settings: Readonly<Record<string, string>>): string[] {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.data, '-p', String(port), ...flags];
}

/** Whether the running server was started with exactly this command line (PostgreSQL notes it in postmaster.opts). */
export async function wasStartedWith(cluster: Cluster, binaries: Binaries, args: string[]): Promise<boolean> {
  const noted = await readIfThere(path.join(cluster.data, 'postmaster.opts'));
  return noted?.trim() === [binaries.postgres, ...args.map((each) => `"${each}"`)].join(' ');
}

/** Starts the server in a process group of its own and waits until it takes connections, however long it recovers. */
export async function launch(
  cluster: Cluster,
  binaries: Binaries,
  user: ServerUser | undefined,
  args: string[],
): Promise<StartFailure | undefined> {
  const logFile = path.join(cluster.directory, 'server.log');
  const logged = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  );
  // The log goes to a file and not to a pipe of ours, so that it survives us.
  const log = await open(logFile, logged > 16 * 1024 * 1024 ? 'w' : 'a').catch((error: unknown) => {
    throw fileFault(error, cluster.directory);
  });
  const start = (await log.stat()).size;
  const server = spawn(binaries.postgres, args, {
    ...user,
    cwd: cluster.directory,
    env: serverEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<true>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => {
      resolve(true);
    });
  });
  ended.catch(() => undefined); // It is awaited below; until then its failure has nobody to be reported to.
  server.unref();
  await log.close();
  for (;;) {
    if ((await Promise.race([ended, wait(pollMs)])) === true) {
      return readServerLog((await readFile(logFile)).subarray(start).toString(), cluster.directory);
    }
    const running = await findPostmaster(cluster.data);
    if (running?.pid === server.pid && running?.ready === true) return undefined;
  }
}

/** Fast shutdown: transactions are rolled back, the state is written. Ends hard only when that takes over a minute. */
export async function shutDown(cluster: Cluster, binaries: Binaries, user: ServerUser | undefined): Promise<void> {
  const stopWith = (mode: string) =>
    run(binaries.pgCtl, ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '60'], {
      ...user,
      cwd: cluster.directory,
      env: serverEnvironment(),
    });
  await stopWith('fast').catch(async () => {
    // pg_ctl also fails when the server is gone already, which is what was asked for.
    if (await findPostmaster(cluster.data)) await stopWith('immediate');
  });
}
