import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@expropriation/engine/postgres';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { SampleAccount } from '../api/contract/index.js';
import { createApi } from '../api/create-api.js';
import { ENGINE_TOKEN_LIFETIME_MS, issueEngineToken } from '../api/engine-token.js';
import { Database } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { isOutboxEmpty } from '../db/repositories/outbox.repository.js';
import { connectEngine } from '../workers/host/engine-client.js';
import type { EngineClient, EngineSettings, OpenTask } from '../workers/host/engine-client.js';
import { relayOutbox } from '../workers/host/relay-outbox.js';
import { runWorkers } from '../workers/host/run-workers.js';
import { workers } from '../workers/index.js';
import { filesToDeploy } from './diagrams-to-deploy.js';
import { APPLICATION_USER, startEmbeddedEngine } from './embedded-engine.js';
import { listen } from './listen.js';
import { readSecrets, SettingsError } from './settings.js';
import type { Secrets, Settings } from './settings.js';

export interface System {
  /** Where the pages and the API are; in a process without them, where the engine is. */
  readonly url: string;
  readonly engineAddress: string;
  readonly database: Database;
  /** How many incidents stand at the engine: steps that need a person. */
  countIncidents(): Promise<number>;
  /** Processes under way at the engine that no other one called, by the name of their diagram. */
  activeProcesses(): Promise<readonly string[]>;
  /** What waits for people at the engine. */
  openTasks(): Promise<readonly OpenTask[]>;
  /** Has every worker done its part: no message to be published, no job open? */
  isQuiet(): Promise<boolean>;
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
  /** Accounts that the sign-in page of a demonstration offers. */
  readonly sampleAccounts?: readonly SampleAccount[];
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

interface Context {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly running: Running;
  readonly log: Logger;
}

/** The engine to work with: started here when this process runs that part, else where the settings say. */
async function engineOf(context: Context): Promise<EngineOfSystem> {
  const { settings, secrets } = context;
  // Half of a token's life is left when it is put away, so that no call meets an expired one.
  const personal = (username: string) => ({
    password: issueEngineToken(secrets.engine, username, Date.now()),
    useForMs: ENGINE_TOKEN_LIFETIME_MS / 2,
  });
  const password = createHash('sha256').update(`application ${secrets.engine}`).digest('hex');
  const ours = { username: APPLICATION_USER, password };
  if (settings.parts.includes('engine') && !isElsewhere(settings)) {
    const { database, databaseUrl, log } = context;
    // Only a process that runs nothing but the engine is meant to be reached from other machines.
    const host = settings.parts.length === 1 ? settings.host : '127.0.0.1';
    const engine = await startEmbeddedEngine({
      ...{ database, databaseUrl, host, log },
      port: settings.enginePort,
      secret: secrets.engine,
      applicationPassword: password,
    });
    context.running.add(() => engine.close());
    return { address: engine.url, basicAuth: ours, personal };
  }
  if (settings.engineAddress === undefined) {
    throw new SettingsError('此进程不含流程引擎，请用环境变量 ZEEBE_REST_ADDRESS 指明引擎地址');
  }
  return { address: settings.engineAddress, basicAuth: settings.engineUser ?? ours, personal };
}

/** With an address given, the engine runs here only in the process that runs nothing else. */
const isElsewhere = ({ parts, engineAddress }: Settings): boolean =>
  engineAddress !== undefined && parts.some((part) => part !== 'engine');

const ENGINE_PATIENCE_MS = 120_000;

/** Deploys what is in bpmn/; an engine that is still starting is waited for, a diagram that is refused is an error. */
async function deployDiagrams(client: EngineClient, patienceMs: number): Promise<void> {
  const files = await filesToDeploy();
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      await client.deployFiles(files);
      return;
    } catch (error) {
      if (client.isRefusal(error) || performance.now() > until) throw error;
      await wait(1000);
    }
  }
}

async function startWorkers(engine: EngineSettings, context: Context, options: StartOptions): Promise<void> {
  const { database, running, log, settings } = context;
  await deployDiagrams(connectEngine(engine), isElsewhere(settings) ? ENGINE_PATIENCE_MS : 0);
  const host = runWorkers(workers, { database, engine, log });
  running.add(() => host.stop());
  if (options.prepare) {
    options.progress?.('装入示例项目');
    await options.prepare(database);
  }
  const relay = relayOutbox({ database, engine, log });
  running.add(() => relay.stop());
}

async function startApi(
  engine: EngineOfSystem,
  context: Context,
  { pages, sampleAccounts = [] }: StartOptions,
): Promise<string> {
  const { settings, secrets, database, databaseUrl, running, log } = context;
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
      // Our own engine, here or elsewhere, reads the clock of the same database.
      engineFollowsClock: settings.engineUser === undefined,
    },
    log,
    sampleAccounts,
    ...(pages === undefined ? {} : { staticDir: pages }),
  });
  running.add(() => api.close());
  const listening = await listen(api.app, settings.host, settings.port);
  running.add(() => listening.close());
  return listening.url;
}

/** Starts the parts that the settings name: database, engine, workers with the relay, API with the pages. What was started stops again if one fails. */
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
  const { settings, env = process.env, progress = () => undefined } = options;
  const log = options.log ?? pino({ level: env['LOG_LEVEL'] ?? 'warn' });
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  progress('启动数据库');
  const secrets = await readSecrets(settings.dataDir, env);
  const databaseUrl = await databaseUrlOf(settings, running, fail);
  await migrate(databaseUrl);
  const database = await Database.open(databaseUrl, { poolSize: 16, signingSecret: secrets.signing });
  running.add(() => database.close());
  const context: Context = { settings, secrets, database, databaseUrl, running, log };

  progress('启动流程引擎并部署流程图');
  const engine = await engineOf(context);
  const client = connectEngine(engine);
  if (settings.parts.includes('workers')) await startWorkers(engine, context, options);
  if (settings.parts.includes('api')) progress('启动接口和页面');
  const url = settings.parts.includes('api') ? await startApi(engine, context, options) : engine.address;
  return {
    url,
    engineAddress: engine.address,
    database,
    countIncidents: () => client.countIncidents(),
    activeProcesses: () => client.activeProcesses(),
    openTasks: () => client.openTasks(),
    isQuiet: async () => (await database.transaction(isOutboxEmpty)) && (await client.countOpenJobs()) === 0,
    failed,
    stop: () => running.stop(),
  };
}
