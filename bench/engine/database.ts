import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createDatabase, dropDatabase, startPostgres } from '../../engine/postgres/index.js';

/** Shown with every result: what durability costs depends on them. */
const SETTINGS = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'wal_compression',
  'shared_buffers',
  'max_wal_size',
  'data_checksums',
];

/** The one PostgreSQL server that everything measured runs on. */
export interface BenchDatabase {
  /** Address of a new, empty database, after a checkpoint: nobody pays for what others have written. */
  fresh(name: string): Promise<string>;
  readonly settings: Readonly<Record<string, string>>;
  /** The postmaster; its children are the sessions. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** The server of BENCH_DATABASE_URL, or one of its own with PostgreSQL's default settings: durable. */
export async function openDatabase(): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_URL'];
  const own = given === undefined || given === '' ? await startOwn() : { url: given, stop: () => Promise.resolve() };
  const read = await readServer(own.url);
  return {
    ...read,
    fresh: async (name) => {
      await dropDatabase(own.url, name);
      await createDatabase(own.url, name);
      await onServer(own.url, (client) => client.query('CHECKPOINT'));
      const url = new URL(own.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: own.stop,
  };
}

async function startOwn() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-postgres-'));
  // Where this runs as root the database runs as a user of its own, who must be able to enter.
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir });
  return {
    url: server.url(),
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function readServer(url: string) {
  return onServer(url, async (client) => {
    const names = SETTINGS.map((name) => `current_setting('${name}') AS "${name}"`).join(', ');
    const { rows } = await client.query<Record<string, string>>(`SELECT ${names}`);
    const { rows: folder } = await client.query<{ path: string }>(`SELECT current_setting('data_directory') AS path`);
    const pidFile = await readFile(`${folder[0]?.path ?? ''}/postmaster.pid`, 'utf8');
    return { settings: rows[0] ?? {}, pid: Number(pidFile.split('\n')[0]) };
  });
}

/** Runs something on a connection of its own. */
export async function onServer<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
