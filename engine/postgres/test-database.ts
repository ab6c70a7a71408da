import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from './running-server.js';

/** A database of one test suite. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it with everything that is still connected. */
  drop(): Promise<void>;
}

/** What the test run's set-up announces to every test process through the environment. */
export interface TestServer {
  /** Any database of the server, with a user who may create others. */
  readonly url: string;
  /** Starts the names of all databases of this run, so that what a killed test left can be found. */
  readonly prefix: string;
}

/** The server of this test run; throws where there is none. */
export function testServer(): TestServer {
  const url = process.env['TEST_SERVER_URL'];
  const prefix = process.env['TEST_DATABASE_PREFIX'];
  if (!url || !prefix)
    throw new Error('expected TEST_SERVER_URL and TEST_DATABASE_PREFIX, which the global set-up of jest sets');
  return { url, prefix };
}

/** An empty database on the server of this test run. */
export async function createEmptyDatabase(template = 'template0'): Promise<TestDatabase> {
  const server = testServer();
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
  await createDatabase(server.url, name, template);
  return { url: databaseUrl(server.url, name), drop: () => dropDatabase(server.url, name) };
}

/** The same address with another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
