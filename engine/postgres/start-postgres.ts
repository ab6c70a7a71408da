import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinaries, type Binaries } from './binaries.js';
import { openCluster, openDirectory, superuser, type Cluster } from './cluster.js';
import { fileFault, PostgresError } from './errors.js';
import { claimServer, type OwnerSession } from './ownership.js';
import { findPostmaster, launch, serverArguments, shutDown, wasStartedWith } from './postmaster.js';
import { superviseServer, type Postgres } from './running-server.js';
import { serverUser, type ServerUser } from './server-user.js';

export interface PostgresOptions {
  /** Folder of this server alone; made where it is missing. */
  readonly dataDir: string;
  /** Without it a free port is chosen once and remembered in the data directory. */
  readonly port?: number;
  /** Settings of postgresql.conf by name, e.g. `{ shared_buffers: '256MB' }`. */
  readonly tuning?: Readonly<Record<string, string>>;
  /** false: nothing is synced to disk, for data that nobody needs after a power cut. */
  readonly durable?: boolean;
  /** Told what the start is doing, in one line each. */
  readonly log?: (line: string) => void;
}

interface Start extends PostgresOptions {
  readonly user: ServerUser | undefined;
  readonly binaries: Binaries;
  readonly cluster: Cluster;
  readonly settings: Readonly<Record<string, string>>;
}

interface OwnedServer {
  readonly session: OwnerSession;
  readonly port: number;
}

const volatileSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL server of a data directory, listening on 127.0.0.1 only.
 *
 * A server that was left running by a killed owner is taken over when it was started with the same settings, and else
 * stopped and started anew; one that still has a living owner is refused (IN_USE). Throws {@link PostgresError}.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const directory = path.resolve(options.dataDir);
  const user = await serverUser();
  await openDirectory(directory, user);
  const binaries = await findBinaries(user, directory);
  const cluster = await openCluster(directory, binaries, user, options.durable !== false);
  const settings = { ...(options.durable === false ? volatileSettings : {}), ...options.tuning };
  const start: Start = { ...options, user, binaries, cluster, settings };
  const owned = await ownServer(start);
  return superviseServer({
    ...owned,
    url: (database) => urlOf(cluster, owned.port, database),
    running: async () => (await findPostmaster(cluster.data)) !== undefined,
    reclaim: () => claimServer(urlOf(cluster, owned.port), directory),
    shutDown: () => shutDown(cluster, binaries, user),
    directory,
  });
}

async function ownServer(start: Start): Promise<OwnedServer> {
  let port = start.port ?? (await rememberedPort(start.cluster)) ?? (await freePort());
  for (;;) {
    const running = await findPostmaster(start.cluster.data);
    if (running) {
      const owned = running.ready ? await takeOver(start, running.port) : undefined;
      if (owned) return owned;
      await wait(50); // It is starting, recovering or stopping: look again.
      continue;
    }
    const failure = await launch(start.cluster, start.binaries, start.user, argumentsOf(start, port));
    if (!failure) {
      await rememberPort(start.cluster, port);
      const owned = await claimLaunched(start, port);
      if (owned) return owned;
    } else if (failure.kind === 'fault') {
      throw failure.error;
    } else if (failure.kind === 'port-taken') {
      if (start.port !== undefined) throw portTaken(port);
      start.log?.(`port ${String(port)} is taken by another program, choosing a new one`);
      port = await freePort();
    } else {
      await wait(100);
    }
  }
}

/** Does not leave the server behind that we have just launched, unless another owner was faster to claim it. */
async function claimLaunched(start: Start, port: number): Promise<OwnedServer | undefined> {
  try {
    const session = await claimServer(urlOf(start.cluster, port), start.cluster.directory);
    return session && { session, port };
  } catch (error) {
    if (!(error instanceof PostgresError && error.code === 'IN_USE')) {
      await shutDown(start.cluster, start.binaries, start.user);
    }
    throw error;
  }
}

/** Undefined when the running server had other settings (and is now stopped) or went away meanwhile. */
async function takeOver(start: Start, port: number): Promise<OwnedServer | undefined> {
  const session = await claimServer(urlOf(start.cluster, port), start.cluster.directory);
  if (!session) return undefined;
  const args = argumentsOf(start, start.port ?? port);
  if (await wasStartedWith(start.cluster, start.binaries, args)) return { session, port };
  start.log?.('a server with other settings was left running, starting it anew');
  // The lock is ours until the server is down: nobody else may take it over in between.
  await shutDown(start.cluster, start.binaries, start.user);
  await session.end().catch(() => undefined);
  return undefined;
}

function argumentsOf(start: Start, port: number): string[] {
  return serverArguments(start.cluster, port, start.settings);
}

function urlOf(cluster: Cluster, port: number, database = 'postgres'): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
}

async function rememberedPort(cluster: Cluster): Promise<number | undefined> {
  const text = await readFile(path.join(cluster.directory, 'port'), 'utf8').catch(() => '');
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

async function rememberPort(cluster: Cluster, port: number): Promise<void> {
  await writeFile(path.join(cluster.directory, 'port'), `${String(port)}\n`).catch((error: unknown) => {
    throw fileFault(error, cluster.directory);
  });
}

function portTaken(port: number): PostgresError {
  return new PostgresError(
    'PORT_TAKEN',
    `数据库端口 ${String(port)} 已被其他程序占用,请停止该程序或换一个端口`,
    `The database port ${String(port)} is taken by another program: stop that one or choose another port`,
  );
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('expected the address of a TCP socket'));
      });
    });
  });
}
