import { phase } from '../result-lines.js';
import { commitCeiling } from './ceiling.js';
import { withCost } from './cost.js';
import type { Sides } from './cost.js';
import { onServer } from './database.js';
import type { BenchDatabase } from './database.js';
import { household as householdDiagram, linear10 as linear10Diagram, payment } from './diagrams.js';
import { concurrent, sequential } from './form.js';
import type { Form } from './form.js';
import { household } from './household.js';
import { linear10 } from './linear10.js';
import { machine } from './machine.js';
import { PlainCalls } from './plain-calls.js';
import { residentMiB } from './processor-time.js';
import type { Profile } from './profile.js';
import { SdkCalls, officialClient } from './sdk-calls.js';
import { sdkCeiling, sdkLinear10 } from './sdk-scenarios.js';
import { deploy, startEngine } from './server-process.js';
import type { ServerProcess } from './server-process.js';
import { rest, seedHouseholds } from './waiting.js';

export interface EngineBench {
  readonly database: BenchDatabase;
  readonly add: (result: object) => void;
  readonly runs: number;
  readonly linear10: number;
  readonly household: number;
  /** Numbers of waiting households, ascending. */
  readonly levels: readonly number[];
  /** Takes CPU profiles of the engine while the loads are measured. */
  readonly profile?: Profile | undefined;
}

const DIAGRAMS = {
  'linear10.bpmn': linear10Diagram,
  'payment.bpmn': payment,
  'household.bpmn': householdDiagram,
};

/** What can be asked for by name: the engine under the loads, each printed with what it cost. */
export const parts = {
  machine: ({ add, database }: EngineBench) => {
    add({ ...machine(), ...database.settings });
    return Promise.resolve();
  },
  ceiling: async ({ add, database }: EngineBench) => {
    phase('what the database commits');
    for (const result of await commitCeiling(await database.fresh('bench_ceiling'), 4)) add(result);
  },
  throughput: (bench: EngineBench) =>
    withEngine(bench, async ({ calls, sides }) => {
      await linear10(calls, 100, concurrent);
      for (const form of [concurrent, sequential]) {
        for (let run = 1; run <= bench.runs; run += 1) {
          phase(`linear10, ${form.form}, run ${String(run)}`);
          const work = () => linear10(calls, bench.linear10, form);
          bench.add({
            ...ours('plain', run),
            ...(await profiled(bench, 'linear10', form, () => withCost(sides, work))),
          });
        }
      }
      await household(calls, 50, concurrent);
      for (const form of [concurrent, sequential]) {
        for (let run = 1; run <= bench.runs; run += 1) {
          phase(`household, ${form.form}, run ${String(run)}`);
          const work = () => household(calls, bench.household, form);
          bench.add({
            ...ours('plain', run),
            ...(await profiled(bench, 'household', form, () => withCost(sides, work))),
          });
        }
      }
    }),
  sdk: async (bench: EngineBench) => {
    phase('official client against a server that does nothing');
    bench.add(await sdkCeiling(8_000));
    await withEngine(bench, async ({ engine }) => {
      phase('linear10 and household, official client');
      const client = officialClient(engine.port);
      await sdkLinear10(client, 100);
      bench.add({ ...ours('sdk', 1), ...(await sdkLinear10(client, bench.linear10)) });
      await household(new SdkCalls(client), 50, concurrent);
      bench.add({ ...ours('sdk', 1), ...(await household(new SdkCalls(client), bench.household, concurrent)) });
    });
  },
  waiting: (bench: EngineBench) =>
    withEngine(bench, async (running) => {
      const memoryBefore = residentMiB(running.engine.pid);
      let there = 0;
      for (const level of bench.levels) {
        phase(`${String(level)} households wait`);
        // As many more as the warm-up and the measuring take away before the level is measured to its end.
        const seeded = await seedHouseholds(running.calls, level - there + 30);
        there = level;
        await tidy(running.sides.databaseUrl);
        const memory = residentMiB(running.engine.pid);
        bench.add({
          ...ours('plain', 1),
          ...(await withCost(running.sides, () => rest(running.calls, level))),
          ...seeded,
          engine_mib: memory,
          engine_kib_per_waiting: ((memory - memoryBefore) * 1024) / level,
        });
        const commands = await withCost(running.sides, () => linear10(running.calls, 200, concurrent));
        bench.add({ ...ours('plain', 1), ...commands, scenario: `linear10-beside-${String(level)}` });
        there -= 200;
      }
      await restart(bench, running);
    }),
} satisfies Readonly<Record<string, (bench: EngineBench) => Promise<void>>>;

interface Running {
  readonly engine: ServerProcess;
  readonly calls: PlainCalls;
  readonly sides: Sides;
}

async function withEngine(bench: EngineBench, work: (running: Running) => Promise<void>): Promise<void> {
  const databaseUrl = await bench.database.fresh('bench_engine');
  const engine = await startEngine(databaseUrl, bench.profile?.nextEngine());
  const running = runningOn(bench, databaseUrl, engine);
  try {
    await deploy(engine.port, DIAGRAMS);
    await work(running);
  } finally {
    running.calls.close();
    await engine.stop();
  }
  bench.profile?.engineEnded();
}

function profiled<Result>(
  { profile }: EngineBench,
  scenario: string,
  { form }: Form,
  work: () => Promise<Result>,
): Promise<Result> {
  return profile === undefined ? work() : profile.during(`${scenario}, ${form}`, work);
}

function runningOn({ database }: EngineBench, databaseUrl: string, engine: ServerProcess): Running {
  const calls = new PlainCalls(engine.port);
  const sides = { databaseUrl, postmaster: database.pid, engine: engine.pid, requests: () => calls.requests };
  return { engine, calls, sides };
}

const ours = (client: 'plain' | 'sdk', run: number) => ({ engine: 'ours', client, history: 'full', run });

async function tidy(databaseUrl: string): Promise<void> {
  await onServer(databaseUrl, async (client) => {
    await client.query('ANALYZE');
    await client.query('CHECKPOINT');
  });
}

/** The engine as it comes back with everything that waits. */
async function restart(bench: EngineBench, { engine, sides }: Running): Promise<void> {
  const waiting = bench.levels.at(-1) ?? 0;
  phase(`restart with ${String(waiting)} waiting`);
  await engine.stop();
  const again = await startEngine(sides.databaseUrl);
  try {
    bench.add({
      ...ours('plain', 1),
      scenario: 'restart',
      instances: waiting,
      seconds: again.startSeconds,
      engine_mib: residentMiB(again.pid),
    });
    const { calls } = runningOn(bench, sides.databaseUrl, again);
    bench.add({ ...ours('plain', 1), ...(await rest(calls, waiting)), scenario: `rest${String(waiting)}-restarted` });
    calls.close();
  } finally {
    await again.stop();
  }
}
