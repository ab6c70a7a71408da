import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { issueEngineToken } from '../../api/engine-token.js';
import { HttpSession } from '../../app/demo/http-session.js';
import { createSampleAccounts } from '../../app/load-sample.js';
import { SAMPLE_PASSWORD } from '../../app/samples/accounts.js';
import { readSettings } from '../../app/settings.js';
import { startSystem } from '../../app/system.js';
import type { Database } from '../../db/database.js';
import { createTestDatabase } from '../helpers/database.js';

const ENGINE_SECRET = 'secret of the tests';

export interface EngineAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Database, engine, workers, relay and API in this process, with the accounts of the sample and no project. */
export interface RunningSystem {
  readonly url: string;
  readonly engineAddress: string;
  readonly database: Database;
  /** The person's session at the API, signed in. */
  readonly as: (username: string) => Promise<HttpSession>;
  /** Basic credentials with which this person acts at the engine itself, past the API. */
  readonly credentials: (username: string) => { readonly username: string; readonly password: string };
  /** One call to the engine's own REST interface in the name of a person. */
  readonly atEngine: (username: string, method: string, path: string, body?: object) => Promise<EngineAnswer>;
  /** Plain SQL as the owner of the database, whom no application role binds. */
  readonly sql: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;
  readonly countIncidents: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export async function startRunningSystem(): Promise<RunningSystem> {
  const own = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'running-system-'));
  const system = await startSystem({
    settings: readSettings({ DATA_DIR: dataDir, DATABASE_URL: own.url, PORT: '0', ENGINE_PORT: '0' }),
    env: { ENGINE_SECRET },
    log: pino({ level: 'silent' }),
    prepare: async (database) => {
      await database.transaction(createSampleAccounts);
    },
  });
  const owner = new pg.Pool({ connectionString: own.url, max: 2 });
  const sessions = new Map<string, Promise<HttpSession>>();
  const credentials = (username: string) => ({
    username,
    password: issueEngineToken(ENGINE_SECRET, username, Date.now()),
  });
  return {
    url: system.url,
    engineAddress: system.engineAddress,
    database: system.database,
    as: (username) => {
      const session = sessions.get(username) ?? signIn(system.url, username);
      sessions.set(username, session);
      return session;
    },
    credentials,
    atEngine: (username, method, path, body) =>
      callEngine(`${system.engineAddress}/v2${path}`, method, credentials(username), body),
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      (await owner.query(text, [...parameters])).rows as Row[],
    countIncidents: () => system.countIncidents(),
    stop: async () => {
      await owner.end();
      await system.stop();
      await own.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, username: string): Promise<HttpSession> {
  const session = new HttpSession(url);
  await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
  return session;
}

async function callEngine(
  url: string,
  method: string,
  { username, password }: { readonly username: string; readonly password: string },
  body: object = {},
): Promise<EngineAnswer> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(url, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}
