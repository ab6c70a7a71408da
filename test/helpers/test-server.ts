import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { createDatabase, dropDatabase, startTestPostgres } from '../../engine/postgres/index.js';
import { databaseUrl } from '../../engine/postgres/test-database.js';
import { dockerAnswers } from './docker-answers.js';

/** The one PostgreSQL server of a test run, with the template database that is migrated once. */
export interface RunServer {
  readonly environment: Readonly<Record<'TEST_SERVER_URL' | 'TEST_DATABASE_PREFIX' | 'TEST_TEMPLATE_DATABASE', string>>;
  stop(): Promise<void>;
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** `DATABASE_URL` when it is set, else a container where a Docker engine answers, else the embedded server. */
export async function startRunServer(): Promise<RunServer> {
  const server = await startServer();
  const prefix = `test_${randomBytes(4).toString('hex')}`;
  const template = `${prefix}_template`;
  const stop = async () => {
    await dropDatabasesOf(server.url, prefix);
    await server.stop();
  };
  try {
    await createDatabase(server.url, template);
    await migrateTemplate(databaseUrl(server.url, template));
    await closeTemplate(server.url, template);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    environment: { TEST_SERVER_URL: server.url, TEST_DATABASE_PREFIX: prefix, TEST_TEMPLATE_DATABASE: template },
    stop,
  };
}

async function startServer(): Promise<Server> {
  const external = process.env['DATABASE_URL'];
  if (external) return { url: external, stop: () => Promise.resolve() };
  if (await dockerAnswers()) {
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
    const container = await new PostgreSqlContainer('postgres:18')
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
      .start();
    return { url: container.getConnectionUri(), stop: () => container.stop().then(() => undefined) };
  }
  const embedded = await startTestPostgres();
  return { url: embedded.url(), stop: () => embedded.stop() };
}

async function migrateTemplate(url: string): Promise<void> {
  const module = new URL('../../db/migrate.ts', import.meta.url);
  const { migrate } = (await import(module.href)) as { migrate: (databaseUrl: string) => Promise<void> };
  await migrate(url);
}

/** A database that somebody is connected to cannot be cloned: from here on nobody can connect to the template. */
async function closeTemplate(serverUrl: string, template: string): Promise<void> {
  const name = escapeIdentifier(template);
  await onServer(serverUrl, (client) => client.query(`alter database ${name} allow_connections false`));
}

async function dropDatabasesOf(serverUrl: string, prefix: string): Promise<void> {
  const { rows } = await onServer(serverUrl, (client) =>
    client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]),
  );
  for (const { datname } of rows) await dropDatabase(serverUrl, datname);
}

async function onServer<Result>(serverUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
