import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const entry = path.resolve('engine/server.ts');
const running = new Set<ChildProcess>();

/** Ends every server that a test has left running. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}

/** The engine's server with this command line. */
export const run = (...args: string[]) => start('--import', 'tsx', entry, ...args);

/** Node with these arguments; `ready` is what the server says once it listens. */
export function start(...args: string[]) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  running.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const ready = (async () => {
    while (!said.out.includes('\n'))
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => {
          throw new Error(said.err);
        }),
      ]);
    return said.out.trim().replace(/^ready /, '');
  })();
  ready.catch(() => undefined);
  return { child, said, ended, ready };
}
