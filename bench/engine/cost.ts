import { onServer } from './database.js';
import { familySeconds, processorSeconds } from './processor-time.js';

/** What a piece of work has cost each side. */
export interface Cost {
  readonly commits: number;
  readonly commands: number;
  readonly commands_per_commit: number;
  readonly client_cpu_s: number;
  readonly engine_cpu_s: number;
  readonly postgres_cpu_s: number;
  /** Processor time of engine and database together, µs for each command. */
  readonly server_cpu_us_per_command: number;
}

export interface Sides {
  readonly databaseUrl: string;
  readonly postmaster: number;
  readonly engine: number;
  /** Requests sent so far. */
  readonly requests: () => number;
}

async function read({ databaseUrl, postmaster, engine, requests }: Sides) {
  const { user, system } = process.cpuUsage();
  return {
    commits: await commitsOf(databaseUrl),
    commands: requests(),
    client: (user + system) / 1e6,
    engine: processorSeconds(engine),
    postgres: familySeconds(postmaster),
  };
}

export async function withCost<Result extends object>(
  sides: Sides,
  work: () => Promise<Result>,
): Promise<Result & Cost> {
  const before = await read(sides);
  const result = await work();
  const after = await read(sides);
  const commits = after.commits - before.commits;
  const commands = after.commands - before.commands;
  const engine = after.engine - before.engine;
  const postgres = after.postgres - before.postgres;
  return {
    ...result,
    commits,
    commands,
    commands_per_commit: commands / commits,
    client_cpu_s: after.client - before.client,
    engine_cpu_s: engine,
    postgres_cpu_s: postgres,
    server_cpu_us_per_command: ((engine + postgres) * 1e6) / commands,
  };
}

/** Transactions of the database, reading ones included; its sessions report them when they next are idle. */
async function commitsOf(databaseUrl: string): Promise<number> {
  return onServer(databaseUrl, async (client) => {
    const { rows } = await client.query<{ xact_commit: string }>(
      'SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.xact_commit ?? 0);
  });
}
