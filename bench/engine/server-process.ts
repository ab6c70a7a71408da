import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server that has said where it listens, as a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** From the start of the process until it serves, s. */
  readonly startSeconds: number;
  stop(): Promise<void>;
}

/** The engine with its REST API. */
export function startEngine(databaseUrl: string, options: readonly string[] = []): Promise<ServerProcess> {
  const parameters = ['--port', '0', '--database-url', databaseUrl];
  return start('../../engine/server.ts', parameters, [...nodeOptions(), ...options]);
}

/** A server that does nothing. */
export function startEmptyServer(): Promise<ServerProcess> {
  return start('empty-server.ts', [], []);
}

/** Options of Node for the engine alone, such as --heap-prof. */
function nodeOptions(): string[] {
  return (process.env['BENCH_ENGINE_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');
}

async function start(
  script: string,
  parameters: readonly string[],
  options: readonly string[],
): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const began = performance.now();
  const child = spawn(process.execPath, [...options, '--import', 'tsx', file, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await readPort(child);
  const startSeconds = (performance.now() - began) / 1000;
  return { pid: child.pid ?? 0, port, startSeconds, stop: () => stop(child) };
}

async function readPort({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('expected the output of the server');
  for await (const line of createInterface(stdout)) {
    const port = /^ready http:\/\/[^:]+:(\d+)\//.exec(line)?.[1];
    if (port !== undefined) {
      stdout.resume();
      return Number(port);
    }
  }
  throw new Error('the server has ended before it was ready');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Deploys the diagrams, by file name. */
export async function deploy(port: number, files: Readonly<Record<string, string>>): Promise<void> {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append('resources', new File([text], name));
  const response = await fetch(`http://127.0.0.1:${String(port)}/v2/deployments`, { method: 'POST', body: form });
  if (!response.ok) throw new Error(`deployment answered ${String(response.status)}: ${await response.text()}`);
}
