import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchDatabase } from '../engine/database.js';
import { phase, resultFile } from '../result-lines.js';
import type { Result } from '../result-lines.js';

export interface PeerRun {
  readonly engine: string;
  readonly database: BenchDatabase;
  /** Letters of the harness: A linear10, B household, C rest5000. */
  readonly scenarios: string;
  readonly runs: string;
  readonly form: keyof typeof FORMS;
  /** History level; `default` is the engine's own. */
  readonly level: string;
  /** Numbers of instances, by the names that the harness reads. */
  readonly sizes: Readonly<Record<string, string>>;
}

const logFile = (engine: string): string => resultFile(`${engine}.log`);
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const MAIN_CLASSES: Readonly<Record<string, string>> = { flowable: 'FlowableMain', operaton: 'OperatonMain' };
const JAVA_OPTIONS = ['-Xms2g', '-Xmx2g', '-XX:+UseParallelGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];

/** How many threads there are; the engines of `concurrent` may hold a connection for each. */
const FORMS = {
  sequential: { WORKERS: '2', STARTERS: '2', DRIVERS: '2', POOL: '24' },
  concurrent: { WORKERS: '16', STARTERS: '16', DRIVERS: '8', POOL: '64' },
} as const;

/** Both engines in both forms; only the first also with 5,000 waiting, where there is one caller in either. */
export async function runAllPeers(
  run: Omit<PeerRun, 'engine' | 'form' | 'scenarios'> & { readonly engines: readonly string[] },
  add: (result: Result) => void,
): Promise<void> {
  for (const engine of run.engines) {
    await attempt({ ...run, engine, form: 'sequential', scenarios: 'ABC' }, add);
    await attempt({ ...run, engine, form: 'concurrent', scenarios: 'AB' }, add);
  }
}

/** A peer that fails is a result, too: the others go on. */
async function attempt(run: PeerRun, add: (result: Result) => void): Promise<void> {
  try {
    await runPeer(run, add);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    phase(fault);
    add({ engine: run.engine, scenario: 'failed', form: run.form, fault });
  }
}

async function runPeer(run: PeerRun, add: (result: Result) => void): Promise<void> {
  const { engine, form, scenarios, runs, level } = run;
  const main = MAIN_CLASSES[engine];
  if (main === undefined)
    throw new Error(`--engines: expected some of ${Object.keys(MAIN_CLASSES).join()}, got '${engine}'`);
  await build(engine);
  phase(`${engine}, ${form}: scenarios ${scenarios}`);
  const url = new URL(await run.database.fresh('bench_peer'));
  const query = new URLSearchParams({ user: url.username, password: url.password });
  const java = spawn(
    'java',
    [
      ...JAVA_OPTIONS,
      `-Dbench.version=${await versionOf(engine)}`,
      ...['-cp', `${engine}/target/bench-${engine}-1.jar:${engine}/target/lib/*`, `bench.${main}`, level, scenarios],
    ],
    {
      cwd: FOLDER,
      // What an engine says of a claim that came too late is long, and no result.
      stdio: ['ignore', 'pipe', openSync(logFile(engine), 'a')],
      env: {
        ...FORMS[form],
        ...run.sizes,
        ...process.env,
        BENCH_JDBC: `jdbc:postgresql://${url.host}${url.pathname}?${query.toString()}`,
        BENCH_DB_USER: url.username,
        RUNS: runs,
        FORM: form,
      },
    },
  );
  if (java.stdout === null) throw new Error('expected the output of the harness');
  const ended = once(java, 'exit');
  for await (const line of createInterface(java.stdout)) {
    if (line.startsWith('{')) add(JSON.parse(line) as Result);
  }
  const [code] = (await ended) as [number | null];
  if (code !== 0)
    throw new Error(`the harness of ${engine} has ended with code ${String(code)}, see ${logFile(engine)}`);
}

/** Makes the jars anew when a source is younger. */
async function build(engine: string): Promise<void> {
  const made = await stat(`${FOLDER}${engine}/target/lib`).catch(() => null);
  const sources = ['pom.xml', `${engine}/pom.xml`, `${engine}/src`, 'harness/pom.xml', 'harness/src'];
  if (made !== null && made.mtimeMs > Math.max(...(await Promise.all(sources.map(youngest))))) return;
  phase('building the harness of the peers with Maven');
  await promisify(execFile)('mvn', ['-q', '-B', 'clean', 'package'], { cwd: FOLDER });
}

/** When the file, or the last one in the folder, was written, ms. */
async function youngest(name: string): Promise<number> {
  const files = await readdir(`${FOLDER}${name}`, { recursive: true }).catch(() => []);
  const times = await Promise.all([name, ...files.map((file) => `${name}/${file}`)].map((one) => stat(FOLDER + one)));
  return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
}

async function versionOf(engine: string): Promise<string> {
  const pom = await readFile(`${FOLDER}pom.xml`, 'utf8');
  return new RegExp(`<${engine}\\.version>([^<]+)<`).exec(pom)?.[1] ?? 'unknown';
}
