import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../process/eventually.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One of our programs as an operator runs it, in a process group of its own. */
export class Program {
  stdout = '';
  stderr = '';
  readonly #ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#ended = once(child, 'close');
  }

  static start(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Program {
    // jest's own NODE_OPTIONS are not the operator's.
    const own = { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'silent', ...env };
    return new Program(
      spawn(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root, env: own, detached: true }),
    );
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until the program has said something; a program that ends without saying it fails the test. */
  async says(pattern: RegExp, patienceMs = 60_000): Promise<RegExpExecArray> {
    return eventually(
      `${String(pattern)} from the program`,
      () => {
        const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
        if (match) return match;
        if (!this.running) throw new Error(`the program ended before ${String(pattern)}: ${this.stdout}${this.stderr}`);
        return undefined;
      },
      patienceMs,
    );
  }

  /** The exit code, once the program has ended and all of its output is here; null when a signal ended it. */
  async code(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** kill -9 of the whole process group, as when the machine's terminal goes. */
  async killGroup(): Promise<void> {
    const { pid } = this.child;
    if (pid !== undefined && this.running) process.kill(-pid, 'SIGKILL');
    await this.#ended;
  }
}

/** A data folder of the test's own, open to the system user that the database runs as. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'program-data-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Removes the folder and ends a server that a failed test has left on it. */
export async function removeDataFolder(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n', 1)[0]);
  if (pid > 0 && (await databaseIsUp(folder))) process.kill(pid, 'SIGQUIT');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function portOf(folder: string): Promise<number> {
  return Number(await readFile(join(folder, 'postgres', 'port'), 'utf8').catch(() => '0'));
}

/** Does the database of a data folder still take connections? */
export async function databaseIsUp(folder: string): Promise<boolean> {
  const port = await portOf(folder);
  if (port === 0) return false;
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
