import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchDatabase } from '../engine/database.js';
import { phase } from '../result-lines.js';
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
}

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const MAIN_CLASSES: Readonly<Record<string, string>> = { flowable: 'FlowableMain', operaton: 'OperatonMain' };
const JAVA_OPTIONS = ['-Xms2g', '-Xmx2g', '-XX:+UseParallelGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];

/** How many threads there are; the engines of `concurrent` may hold a connection for each. */
const FORMS = {
  sequential: { WORKERS: '2', STARTERS: '2', DRIVERS: '2', POOL: '24' },
  concurrent: { WORKERS: '16', STARTERS: '16', DRIVERS: '16', POOL: '64' },
} as const;

/** Both engines in both forms; only the first also with 5,000 waiting, where there is one caller in either. */
export async function runAllPeers(
  run: Omit<PeerRun, 'engine' | 'form' | 'scenarios'> & { readonly engines: readonly string[] },
  add: (result: Result) => void,
): Promise<void> {
  for (const engine of run.engines) {
    await runPeer({ ...run, engine, form: 'sequential', scenarios: 'ABC' }, add);
    await runPeer({ ...run, engine, form: 'concurrent', scenarios: 'AB' }, add);
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
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...FORMS[form],
        ...process.env,
        BENCH_JDBC: `jdbc:postgresql://${url.host}${url.pathname}?${query.toString()}`,
        BENCH_DB_USER: url.username,
        RUNS: runs,
        FORM: form,
      },
    },
  );
  const ended = once(java, 'exit');
  for await (const line of createInterface(java.stdout)) {
    if (line.startsWith('{')) add(JSON.parse(line) as Result);
  }
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`the harness of ${engine} has ended with code ${String(code)}`);
}

/** The jars are made once; `mvn clean` in bench/peers throws them away. */
async function build(engine: string): Promise<void> {
  if (existsSync(`${FOLDER}${engine}/target/lib`)) return;
  phase('building the harness of the peers with Maven');
  await promisify(execFile)('mvn', ['-q', '-B', 'package'], { cwd: FOLDER });
}

async function versionOf(engine: string): Promise<string> {
  const pom = await readFile(`${FOLDER}pom.xml`, 'utf8');
  return new RegExp(`<${engine}\\.version>([^<]+)<`).exec(pom)?.[1] ?? 'unknown';
}
