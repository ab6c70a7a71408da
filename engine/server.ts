import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { Engine } from './engine.js';
import { createGrpcServer } from './grpc/index.js';
import { createLog } from './observability/log.js';
import { createMetrics } from './observability/metrics.js';
import { withMonitoring } from './observability/monitor.js';
import { startPostgres } from './postgres/index.js';
import { createRestApp } from './rest/index.js';
import { UsageError, readServerOptions, usage } from './server-options.js';
import type { ServerOptions } from './server-options.js';
import { ListenFault, sentenceFor } from './server-faults.js';

/** Longer than clients keep an idle connection: a request must not meet a connection that is just being closed. */
const IDLE_CONNECTION_MS = 75_000;

/** What has been started, newest first: stopped in that order. */
type Undo = () => Promise<void>;

/** Answers with the addresses it can be reached at. */
async function start(options: ServerOptions, log: Logger, undo: Undo[]): Promise<string[]> {
  const databaseUrl = options.databaseUrl ?? (await startDatabase(options.data, undo));
  const onFault = (error: unknown): void => {
    log.error({ err: error }, 'fault');
  };
  const { retentionDays, auditRetentionDays } = options;
  const engine = await Engine.open({ databaseUrl, onFault, retentionDays, auditRetentionDays });
  undo.unshift(() => engine.close());
  if (options.pinned && engine.clock.pinnedAt === null) await engine.pinClock({ timestamp: engine.clock.now() });
  const metrics = createMetrics(engine);
  const accounts = { users: options.users, identity: options.identity };
  const app = createRestApp(engine, { ...accounts, onFault, onAnswer: metrics.answered });
  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS }, withMonitoring(engine, metrics, app));
  undo.unshift(() => closeServer(server));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const addresses = [`http://${host}:${String(port)}/v2`];
  if (options.grpcPort !== undefined) {
    const grpc = createGrpcServer(engine, { ...accounts, onFault, onAnswer: metrics.called });
    const grpcPort = await grpc.listen(options.grpcPort, options.host).catch((error: unknown) => {
      throw new ListenFault('--grpc-port', error);
    });
    undo.unshift(() => grpc.close());
    addresses.push(`grpc://${host}:${String(grpcPort)}`);
  }
  return addresses;
}

async function startDatabase(dataDir: string, undo: Undo[]): Promise<string> {
  const postgres = await startPostgres({ dataDir });
  undo.unshift(() => postgres.stop());
  // Without its database the engine is nothing: end, so that whoever watches can start again.
  void postgres.exited.then((fault) => {
    fail(fault, 1);
  });
  await postgres.createDatabase('engine');
  return postgres.url('engine');
}

/** Held requests of workers would keep the server open: it is told to let them go. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function fail(error: unknown, code: number): never {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(code);
}

async function stopAll(undo: readonly Undo[]): Promise<void> {
  for (const step of undo) await step();
}

async function main(): Promise<void> {
  // Functions are compiled when they are first called: the first hundreds of requests need not wait for an interpreter.
  setFlagsFromString('--always-sparkplug');
  const undo: Undo[] = [];
  let options: ServerOptions;
  try {
    options = readServerOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${usage}\n`);
    process.exit(2);
  }
  const log = createLog(options.logLevel);
  const state = { stopping: false };
  const stop = (signal: NodeJS.Signals): void => {
    if (state.stopping) return;
    state.stopping = true;
    log.info({ signal }, 'stopping');
    stopAll(undo).then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => fail(error, 1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    const startedAt = performance.now();
    const addresses = await start(options, log, undo);
    log.info({ addresses, tookMs: Math.round(performance.now() - startedAt) }, 'ready');
    process.stdout.write(`ready ${addresses.join(' ')}\n`);
  } catch (error) {
    if (state.stopping) return;
    await stopAll(undo).catch((fault: unknown) => {
      log.error({ err: fault }, 'fault while stopping');
    });
    fail(error, 1);
  }
}

await main();
