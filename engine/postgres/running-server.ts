import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier } from 'pg';
import { PostgresError } from './errors.js';
import type { OwnerSession } from './ownership.js';

/** A running server that this process owns. */
export interface Postgres {
  readonly port: number;
  /** Connection address with user and password; `postgres` is the database that always exists. */
  url(database?: string): string;
  /** Creates the database, or leaves it as it is when it exists. */
  createDatabase(name: string, options?: { readonly template?: string }): Promise<void>;
  /** Drops the database with everything connected to it, or does nothing when there is none. */
  dropDatabase(name: string): Promise<void>;
  /** Resolves, with the sentence to show, when the server goes away without {@link stop}; never rejects. */
  readonly exited: Promise<PostgresError>;
  /** Fast shutdown; close your own connections first. Safe to call twice. */
  stop(): Promise<void>;
}

interface OwnedServer {
  readonly session: OwnerSession;
  readonly port: number;
  readonly directory: string;
  readonly url: (database?: string) => string;
  readonly running: () => Promise<boolean>;
  readonly reclaim: () => Promise<OwnerSession | undefined>;
  readonly shutDown: () => Promise<void>;
}

export function superviseServer(server: OwnedServer): Postgres {
  let session = server.session;
  let stopping: Promise<void> | undefined;
  const exited = new Promise<PostgresError>((resolve) => {
    const watch = () => {
      session.once('end', () => void recover());
    };
    // Losing the session is not losing the server: it restarts all sessions when one of them dies of a fault.
    const recover = async () => {
      while (!stopping && (await server.running())) {
        const next = await server.reclaim().catch(() => undefined);
        if (next) {
          session = next;
          watch();
          return;
        }
        await wait(100);
      }
      if (stopping) return;
      // Whatever runs on this directory from here on is somebody else's to stop.
      stopping = Promise.resolve();
      resolve(goneFault(server.directory));
    };
    watch();
  });
  return {
    port: server.port,
    url: server.url,
    createDatabase: (name, options) => createDatabase(server.url(), name, options?.template),
    dropDatabase: (name) => dropDatabase(server.url(), name),
    exited,
    stop: () =>
      (stopping ??= (async () => {
        await server.shutDown();
        await session.end().catch(() => undefined);
      })()),
  };
}

function goneFault(directory: string): PostgresError {
  return new PostgresError(
    'GONE',
    `数据库意外停止,请重新启动程序(原因见 ${directory} 中的 server.log)`,
    `The database stopped unexpectedly: start the program again (see server.log in ${directory})`,
  );
}

/** On any server, by the address of a database on it whose user may create others. */
export async function createDatabase(serverUrl: string, name: string, template = 'template0'): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const statement = `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`;
    await client.query(statement).catch((error: unknown) => {
      // Another session created it: before us, or in the same moment.
      if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
    });
  });
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, (client) => client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`));
}

async function onServer(serverUrl: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
