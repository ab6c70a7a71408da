import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await database.drop();
});

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** Starts the child, kills it with -9 after so many lines, and returns what it had said by then. */
async function runAndKill(schema: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, database.url, schema], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === lines) child.kill('SIGKILL');
  }
  return said;
}

describe('kill -9 in the middle of the load', () => {
  it('loses nothing that was acknowledged, and does nothing twice', async () => {
    const said: string[] = [];
    for (const lines of [150, 400, 777]) said.push(...(await runAndKill('crash', lines)));
    const engine = await Engine.open({ databaseUrl: database.url, schema: 'crash' });
    try {
      const keysOf = (what: string) =>
        said.filter((line) => line.startsWith(what)).map((line) => line.split(' ').at(-1));
      const stored = async (sql: string) => (await engine.pool.query<{ key: string }>(sql)).rows.map(({ key }) => key);
      const created = await stored('SELECT process_instance_key AS key FROM crash.process_instance');
      const known = new Set(created);
      expect(known.size).toBe(created.length);
      expect(keysOf('created').filter((key) => key === undefined || !known.has(key))).toEqual([]);
      for (const type of ['first', 'second']) {
        const done = await stored(
          `SELECT process_instance_key AS key FROM crash.job WHERE type = '${type}' AND state = 'COMPLETED'`,
        );
        expect(new Set(done).size).toBe(done.length);
        const doneKeys = new Set(done);
        expect(keysOf(`completed ${type}`).filter((key) => key === undefined || !doneKeys.has(key))).toEqual([]);
        const variables = await stored(`SELECT process_instance_key AS key FROM crash.variable WHERE name = '${type}'`);
        expect(new Set(variables)).toEqual(doneKeys);
      }
      await engine.releaseJobs();
      for (const type of ['first', 'second']) await finish(engine, type);
      const open = await stored(
        "SELECT process_instance_key AS key FROM crash.process_instance WHERE state <> 'COMPLETED'",
      );
      expect(open).toEqual([]);
    } finally {
      await engine.close();
    }
  }, 60_000);
});

async function finish(engine: Engine, type: string): Promise<void> {
  const jobs = await engine.activateJobs({ type, timeout: 60_000, maxJobsToActivate: 10_000, requestTimeout: -1 });
  await Promise.all(jobs.map(({ jobKey }) => engine.completeJob({ jobKey })));
}
