import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { audit } from './audit.js';
import { journey, payment } from './diagrams.js';
import { Fortress } from './fortress.js';
import { Load } from './load.js';
import { seededRandom } from './seeded-random.js';

export interface Siege {
  /** How long the load runs and processes are killed, ms. */
  readonly durationMs: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

export interface Outcome {
  readonly kills: Readonly<Record<string, number>>;
  readonly journeys: number;
  readonly jobs: number;
  readonly faults: readonly string[];
  readonly lastWords: string;
}

const DRAIN_MS = 60_000;

/** Kills the engine and its database again and again under load, lets everything come to its end, and audits. */
export async function besiege({ durationMs, seed, log = () => undefined }: Siege): Promise<Outcome> {
  const directory = await mkdtemp(path.join(tmpdir(), 'engine-siege-'));
  await chmod(directory, 0o711);
  const fortress = await Fortress.build(directory);
  try {
    const load = new Load(fortress.url, `run${String(seed)}`);
    await deploy(fortress.url);
    load.begin();
    const kills = await attack(fortress, durationMs, seed, log);
    load.stopStarting();
    if (!fortress.engineIsAlive) await fortress.startEngine();
    const drained = await untilDrained(load);
    await load.end();
    const { acknowledged } = load;
    const faults = [...load.refusals, ...(await audit(fortress.databaseUrl, acknowledged))];
    if (!drained) faults.unshift(`journeys were still under way after ${String(DRAIN_MS / 1_000)} s of peace`);
    const { journeys, jobs } = acknowledged;
    return { kills, journeys: journeys.size, jobs: jobs.length, faults, lastWords: fortress.lastWords };
  } finally {
    await fortress.tearDown();
    await rm(directory, { recursive: true, force: true });
  }
}

async function deploy(url: string): Promise<void> {
  const form = new FormData();
  for (const [name, xml] of Object.entries({ journey, payment }))
    form.append('resources', new File([xml], `${name}.bpmn`));
  const response = await fetch(`${url}/deployments`, { method: 'POST', body: form });
  if (response.status !== 200) throw new Error(await response.text());
}

type Blow = 'engine' | 'engine while it starts' | 'writing session' | 'database';
const BLOWS: readonly Blow[] = ['engine', 'engine', 'engine while it starts', 'writing session', 'database'];

async function attack(
  fortress: Fortress,
  durationMs: number,
  seed: number,
  log: (line: string) => void,
): Promise<Record<Blow, number>> {
  const random = seededRandom(seed);
  const kills: Record<Blow, number> = {
    engine: 0,
    'engine while it starts': 0,
    'writing session': 0,
    database: 0,
  };
  // Each kind of blow once, then any.
  const first = [...new Set(BLOWS)];
  const until = performance.now() + durationMs;
  for (let round = 0; performance.now() < until || round < first.length; round += 1) {
    await pause(200 + random() * 1_300);
    const blow = first[round] ?? BLOWS[Math.floor(random() * BLOWS.length)] ?? 'engine';
    kills[blow] += 1;
    log(`kill -9: ${blow}`);
    if (blow === 'writing session') await fortress.killWriter();
    else if (blow === 'database') await fortress.killPostgres();
    else await fortress.killEngine();
    if (blow === 'engine while it starts') {
      const started = fortress.startEngine();
      await pause(random() * 1_000);
      await fortress.killEngine();
      await started;
    }
    if (!fortress.engineIsAlive) await fortress.startEngine();
  }
  return kills;
}

async function untilDrained(load: Load): Promise<boolean> {
  const until = performance.now() + DRAIN_MS;
  while (performance.now() < until) {
    const reply = await load.send('/process-instances/search', { filter: { state: 'ACTIVE' }, page: { limit: 1 } });
    const page = reply?.body['page'] as { readonly totalItems: number } | undefined;
    if (reply?.status === 200 && page?.totalItems === 0) return true;
    await pause(100);
  }
  return false;
}
