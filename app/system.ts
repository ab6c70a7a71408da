import { createHash } from 'node:crypto';
import { startPostgres } from '@expropriation/engine/postgres';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createApi } from '../api/create-api.js';
import { ENGINE_TOKEN_LIFETIME_MS, issueEngineToken } from '../api/engine-token.js';
import { Database } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { connectEngine } from '../workers/host/engine-client.js';
import type { EngineSettings } from '../workers/host/engine-client.js';
import { relayOutbox } from '../workers/host/relay-outbox.js';
import { runWorkers } from '../workers/host/run-workers.js';
import { workers } from '../workers/index.js';
import { filesToDeploy } from './diagrams-to-deploy.js';
import { APPLICATION_USER, startEmbeddedEngine } from './embedded-engine.js';
import { listen } from './listen.js';
import { readSecrets } from './settings.js';
import type { Secrets, Settings } from './settings.js';

export interface System {
  /** Where the pages and the API are. */
  readonly url: string;
  readonly engineAddress: string;
  readonly database: Database;
  /** How many incidents stand at the engine: steps that need a person. */
  countIncidents(): Promise<number>;
  /** Resolves with the reason when a part that all others need has gone. */
  readonly failed: Promise<Error>;
  /** Stops everything in order, newest first; safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly settings: Settings;
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the built pages; without it only the API is served. */
  readonly pages?: string;
  readonly log?: Logger;
  /** Told what is being done, in one Chinese sentence each. */
  readonly progress?: (sentence: string) => void;
  /** Runs after the diagrams are deployed and before anything is served: the sample project. */
  readonly prepare?: (database: Database) => Promise<void>;
}

/** What has been started, newest first. */
class Running {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | undefined;

  add(stop: () => Promise<void>): void {
    this.#stops.unshift(stop);
  }

  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      for (const stop of this.#stops) await stop();
    })();
    return this.#stopping;
  }
}

async function databaseUrlOf(settings: Settings, running: Running, failed: (error: Error) => void): Promise<string> {
  if (settings.databaseUrl !== undefined) return settings.databaseUrl;
  const postgres = await startPostgres({ dataDir: `${settings.dataDir}/postgres` });
  running.add(() => postgres.stop());
  void postgres.exited.then(failed);
  await postgres.createDatabase('expropriation');
  return postgres.url('expropriation');
}

interface EngineOfSystem extends EngineSettings {
  readonly personal: (username: string) => { readonly password: string; readonly useForMs: number };
}

async function engineOf(
  settings: Settings,
  secrets: Secrets,
  context: { database: Database; databaseUrl: string; running: Running; log: Logger },
): Promise<EngineOfSystem> {
  // Half of a token's life is left when it is put away, so that no call meets an expired one.
  const personal = (username: string) => ({
    password: issueEngineToken(secrets.engine, username, Date.now()),
    useForMs: ENGINE_TOKEN_LIFETIME_MS / 2,
  });
  if (settings.engineAddress !== undefined) {
    const address = settings.engineAddress;
    return settings.engineUser ? { address, basicAuth: settings.engineUser, personal } : { address, personal };
  }
  const password = createHash('sha256').update(`application ${secrets.engine}`).digest('hex');
  const engine = await startEmbeddedEngine({
    database: context.database,
    databaseUrl: context.databaseUrl,
    host: '127.0.0.1',
    port: settings.enginePort,
    secret: secrets.engine,
    applicationPassword: password,
    log: context.log,
  });
  context.running.add(() => engine.close());
  return { address: engine.url, basicAuth: { username: APPLICATION_USER, password }, personal };
}

/** Starts every part: database, engine, workers, relay, API and pages. What was started stops again if one fails. */
export async function startSystem(options: StartOptions): Promise<System> {
  const running = new Running();
  try {
    return await startParts(options, running);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function startParts(options: StartOptions, running: Running): Promise<System> {
  const { settings, env = process.env, pages, progress = () => undefined, prepare } = options;
  const log = options.log ?? pino({ level: env['LOG_LEVEL'] ?? 'warn' });
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });

  progress('启动数据库');
  const secrets = await readSecrets(settings.dataDir, env);
  const databaseUrl = await databaseUrlOf(settings, running, fail);
  await migrate(databaseUrl);
  const database = await Database.open(databaseUrl, { poolSize: 16 });
  running.add(() => database.close());

  progress('启动流程引擎并部署流程图');
  const engine = await engineOf(settings, secrets, { database, databaseUrl, running, log });
  const client = connectEngine(engine);
  await client.deployFiles(await filesToDeploy());
  const host = runWorkers(workers, { database, engine, log });
  running.add(() => host.stop());
  if (prepare) {
    progress('装入示例项目');
    await prepare(database);
  }
  const relay = relayOutbox({ database, engine, log });
  running.add(() => relay.stop());

  progress('启动接口和页面');
  const { basicAuth, ...rest } = engine;
  const api = createApi({
    db: database,
    engine: basicAuth ? { ...rest, application: basicAuth } : rest,
    settings: {
      sessionSecret: secrets.session,
      databaseUrl,
      secureCookies: settings.secureCookies,
      proxies: settings.proxies,
      demonstration: settings.demonstration,
      engineFollowsClock: settings.engineAddress === undefined,
    },
    log,
    ...(pages === undefined ? {} : { staticDir: pages }),
  });
  running.add(() => api.close());
  const listening = await listen(api.app, settings.host, settings.port);
  running.add(() => listening.close());
  return {
    url: listening.url,
    engineAddress: engine.address,
    database,
    countIncidents: () => client.countIncidents(),
    failed,
    stop: () => running.stop(),
  };
}
