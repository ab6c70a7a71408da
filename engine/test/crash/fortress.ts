import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { freePort, startPostgres } from '../../postgres/index.js';
import type { Postgres } from '../../postgres/index.js';

const SERVER = fileURLToPath(new URL('../../server.ts', import.meta.url));

/** The engine's server and its PostgreSQL, each a process of its own that can be killed with -9 at any time. */
export class Fortress {
  #engine: ChildProcess | null = null;
  readonly #said: string[] = [];

  private constructor(
    private readonly directory: string,
    readonly port: number,
    private postgres: Postgres,
  ) {}

  static async build(directory: string): Promise<Fortress> {
    const postgres = await startPostgres({ dataDir: directory });
    await postgres.createDatabase('engine');
    const fortress = new Fortress(directory, await freePort(), postgres);
    await fortress.startEngine();
    return fortress;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/v2`;
  }

  get databaseUrl(): string {
    return this.postgres.url('engine');
  }

  /** What the engine has logged in its last moments, for a run that fails. */
  get lastWords(): string {
    return this.#said.slice(-20).join('\n');
  }

  /** Starts it, and answers once it listens or has died; killed while it starts is one of the things to survive. */
  async startEngine(): Promise<void> {
    const args = ['--import', 'tsx', SERVER, '--port', String(this.port), '--database-url', this.databaseUrl];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#engine = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.#said.push(line));
    const exited = once(child, 'exit');
    await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  }

  async killEngine(): Promise<void> {
    const child = this.#engine;
    if (child === null || !this.engineIsAlive) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  get engineIsAlive(): boolean {
    return this.#engine?.exitCode === null && this.#engine.signalCode === null;
  }

  /** The server itself dies; its sessions notice, and a new server recovers from the log. */
  async killPostgres(): Promise<void> {
    const text = await readFile(path.join(this.directory, 'cluster', 'postmaster.pid'), 'utf8');
    process.kill(Number(text.split('\n')[0]), 'SIGKILL');
    await this.postgres.exited;
    this.postgres = await startPostgres({ dataDir: this.directory });
  }

  /** The session that writes for the engine dies; the server then restarts all sessions by itself. */
  async killWriter(): Promise<void> {
    const client = new Client({ connectionString: this.postgres.url() });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE datname = 'engine' AND query LIKE 'WITH%' LIMIT 1",
      );
      for (const { pid } of rows) process.kill(pid, 'SIGKILL');
    } catch {
      // The server is between two lives: then somebody else has just been killed, which is as good.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async tearDown(): Promise<void> {
    await this.killEngine();
    await this.postgres.stop();
  }
}
