import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Postgres } from './running-server.js';
import { startPostgres } from './start-postgres.js';

/**
 * A server for one run on an empty temporary directory: fast and without durability. `stop()` removes the directory;
 * when this process is killed instead, a watchdog stops the server and removes it.
 */
export async function startTestPostgres(): Promise<Postgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'test-postgres-'));
  await chmod(dataDir, 0o711);
  const watchdog = watch(dataDir);
  try {
    const server = await startPostgres({
      dataDir,
      durable: false,
      tuning: { max_connections: '200', max_wal_size: '4GB' },
    });
    const stop = async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
      watchdog.dismiss();
    };
    let stopped: Promise<void> | undefined;
    return { ...server, stop: () => (stopped ??= stop()) };
  } catch (error) {
    watchdog.dismiss();
    throw error;
  }
}

/** Its standard input is our pipe: it ends with us, whatever ends us. */
function watch(dataDir: string): { dismiss(): void } {
  const script = fileURLToPath(new URL('watchdog.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  // The pipe must not keep a process alive that has nothing else to do.
  if (child.stdin instanceof Socket) child.stdin.unref();
  return { dismiss: () => child.stdin.end() };
}
