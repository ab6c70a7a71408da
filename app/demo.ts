import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeEvidence } from './demo/evidence.js';
import { readOptions, UsageError } from './demo/options.js';
import type { DemoOptions } from './demo/options.js';
import { playProject } from './demo/play-project.js';
import { ProgressBar } from './demo/progress-bar.js';
import { endedWell, reportJson, reportText } from './demo/report.js';
import { SCENARIOS } from './demo/scenarios/index.js';
import { projectAccount } from '../db/repositories/project-account.repository.js';
import type { Scenario } from './demo/scenarios/scenario.js';
import { createSampleAccounts } from './load-sample.js';
import { SAMPLE_ACCOUNTS, SAMPLE_COLLEAGUES } from './samples/accounts.js';
import { PARTS } from './settings.js';
import { startSystem } from './system.js';
import type { System } from './system.js';

/** The whole system on this data folder, on free ports; told to stop, it stops in order even while it is starting. */
async function startForPlay(dataDir: string, { land }: Scenario): Promise<System> {
  const starting = startSystem({
    settings: {
      parts: PARTS,
      dataDir,
      databaseUrl: undefined,
      engineAddress: undefined,
      engineUser: undefined,
      host: '127.0.0.1',
      port: 0,
      enginePort: 0,
      demonstration: true,
      secureCookies: false,
      proxies: 0,
    },
    prepare: async (database) => {
      const accounts = land === 'state' ? SAMPLE_ACCOUNTS : [...SAMPLE_ACCOUNTS, ...SAMPLE_COLLEAGUES];
      await database.transaction((tx) => createSampleAccounts(tx, accounts));
    },
  });
  const stop = () => void starting.then((system) => system.stop()).finally(() => process.exit(130));
  for (const occasion of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(occasion, stop);
  return starting;
}

/** Where the evidence goes: kept, also where the data is not. */
async function evidenceFolder({ evidence, data }: DemoOptions): Promise<string> {
  if (evidence !== undefined) return path.resolve(evidence);
  if (data !== undefined) return path.join(path.resolve(data), 'evidence');
  return mkdtemp(path.join(tmpdir(), 'expropriation-evidence-'));
}

/**
 * `npm run demo -- [--scenario NAME] --households 60 [--seed N] [--data DIR] [--evidence DIR] [--json]`: plays a whole project
 * on an empty data folder, through the public HTTP interfaces only, each act by the account that may do it, and leaves
 * behind what a stranger can check. With `--data` the folder is kept and the play goes on where it stopped. Ends with 1 when money or processes do not come out even, 2 on wrong
 * usage.
 */
async function play(options: DemoOptions, dataDir: string): Promise<number> {
  const began = performance.now();
  const scenario = SCENARIOS[options.scenario];
  const system = await startForPlay(dataDir, scenario);
  try {
    let bar: ProgressBar | undefined;
    const { households, seed, json } = options;
    const { projectId, running, draws } = await playProject({
      baseUrl: system.url,
      scenario,
      households,
      seed,
      system,
      onProgress: (done, total, what) => {
        bar ??= new ProgressBar(total, process.stderr);
        bar.show(done, what);
      },
    });
    bar?.end();
    const evidence = await evidenceFolder(options);
    await system.database.transaction((tx) => writeEvidence(tx, projectId, evidence));
    const account = await system.database.transaction((tx) => projectAccount(tx, projectId));
    const incidents = await system.countIncidents();
    const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
    const ending = { title: scenario.title, incidents, running, seconds, draws, evidence };
    process.stdout.write(`${reportText(account, ending)}\n`);
    if (json) process.stdout.write(`${reportJson(options.scenario, account, ending)}\n`);
    return endedWell(account, ending) ? 0 : 1;
  } finally {
    await system.stop();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.data !== undefined) return play(options, path.resolve(options.data));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'expropriation-demo-'));
  // The database runs as a system user of its own where this runs as root: the way in must be open to it.
  await chmod(dataDir, 0o755);
  try {
    return await play(options, dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const usage = error instanceof UsageError;
    process.stderr.write(
      `${usage ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(usage ? 2 : 1);
  },
);
