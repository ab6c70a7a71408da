import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { applyEvent } from '../../events/apply.js';
import type { EngineEvent } from '../../events/event.js';
import { Engine } from '../../index.js';
import type { EngineOptions, Key } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { State } from '../../state/state.js';
import { loadState } from '../../store/load-state.js';
import { contents } from '../core/state-contents.js';
import { pair } from './household.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(async () => {
  await database.drop();
});

async function open(schema: string, options: EngineOptions = {}): Promise<Engine> {
  const engine = await Engine.open({ databaseUrl: database.url, schema, ...options });
  engines.push(engine);
  return engine;
}

/** Starts so many instances that wait at `first`. */
async function fill(engine: Engine, count: number): Promise<void> {
  await engine.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });
  const processDefinitionId = 'pair';
  await Promise.all(Array.from({ length: count }, () => engine.createInstance({ processDefinitionId })));
}

/** Begins `first` anew in every instance: done twice, it would leave two ended elements behind. */
const beginAnew = (engine: Engine) =>
  engine.createBatchOperation({
    batchOperationType: 'MODIFY_PROCESS_INSTANCE',
    filter: { processDefinitionId: { $eq: 'pair' } },
    moves: [{ sourceElementId: 'first', targetElementId: 'first' }],
  });

interface Progress {
  readonly state: string;
  readonly total: number;
  readonly completed: number;
  readonly live: boolean;
}

async function progress(engine: Engine, key: Key): Promise<Progress> {
  const { rows } = await engine.pool.query<Progress>(
    `SELECT state, total_count AS total, completed_count AS completed, live
     FROM ${engine.schema}.batch_operation WHERE batch_operation_key = $1`,
    [key],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no batch operation ${key}`);
  return row;
}

async function until(engine: Engine, key: Key, holds: (progress: Progress) => boolean): Promise<Progress> {
  for (;;) {
    const now = await progress(engine, key);
    if (holds(now)) return now;
    await turn();
  }
}

/** How many instances have how often ended their element `first`. */
async function begunAnew(engine: Engine): Promise<Record<string, number>> {
  const { rows } = await engine.pool.query<{ times: number; instances: number }>(
    `SELECT times, count(*)::int AS instances FROM (
       SELECT count(*) FILTER (WHERE state = 'TERMINATED')::int AS times FROM ${engine.schema}.element_instance
       WHERE element_id = 'first' GROUP BY process_instance_key) counted GROUP BY times ORDER BY times`,
  );
  return Object.fromEntries(rows.map(({ times, instances }) => [String(times), instances]));
}

async function itemStates(engine: Engine, key: Key): Promise<Record<string, number>> {
  const { rows } = await engine.pool.query<{ state: string; n: number }>(
    `SELECT state, count(*)::int AS n FROM ${engine.schema}.batch_operation_item
     WHERE batch_operation_key = $1 GROUP BY state`,
    [key],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

describe('a batch operation', () => {
  it('with more items than are looked up at once does each of them once; the state is what the events say', async () => {
    const events: EngineEvent[] = [];
    const engine = await open('many', { onEvent: (event) => events.push(event) });
    await fill(engine, 1_200);
    const { batchOperationKey: key } = await beginAnew(engine);
    expect(await until(engine, key, ({ live }) => !live)).toMatchObject({
      state: 'COMPLETED',
      total: 1_200,
      completed: 1_200,
    });
    expect(await begunAnew(engine)).toEqual({ '1': 1_200 });
    await engine.close();
    const replayed = new State();
    for (const event of events) applyEvent(replayed, event);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    expect(contents(await loadState(client, 'many'))).toEqual(contents(replayed));
    await client.end();
  });

  it('is suspended in the middle, also over a restart, and then does the rest', async () => {
    const batch = { key: '', items: 0 };
    const suspended: Promise<void>[] = [];
    const engine = await open('suspended', {
      onEvent: (event) => {
        if (event.type !== 'batch-item-ended') return;
        batch.items += 1;
        if (batch.items === 5)
          queueMicrotask(() => suspended.push(engine.suspendBatchOperation({ batchOperationKey: event.key })));
      },
    });
    await fill(engine, 40);
    const { batchOperationKey: key } = await beginAnew(engine);
    const half = await until(engine, key, ({ state }) => state === 'SUSPENDED');
    await Promise.all(suspended);
    expect(half.completed).toBeGreaterThanOrEqual(5);
    expect(half.completed).toBeLessThan(40);
    await engine.close();
    const next = await open('suspended');
    expect(await progress(next, key)).toEqual(half);
    await next.resumeBatchOperation({ batchOperationKey: key });
    expect(await until(next, key, ({ live }) => !live)).toMatchObject({ state: 'COMPLETED', completed: 40 });
    expect(await begunAnew(next)).toEqual({ '1': 40 });
  });

  it('is cancelled in the middle: what is done stays, the other items are cancelled', async () => {
    let items = 0;
    const engine = await open('cancelled', {
      onEvent: (event) => {
        if (event.type !== 'batch-item-ended') return;
        items += 1;
        if (items === 5) queueMicrotask(() => void engine.cancelBatchOperation({ batchOperationKey: event.key }));
      },
    });
    await fill(engine, 40);
    const { batchOperationKey: key } = await beginAnew(engine);
    const { state, total, completed } = await until(engine, key, ({ live }) => !live);
    expect([state, total]).toEqual(['CANCELED', 40]);
    expect(await itemStates(engine, key)).toEqual({ COMPLETED: completed, CANCELED: 40 - completed });
    expect(await begunAnew(engine)).toEqual({ '0': 40 - completed, '1': completed });
  });

  it('of an engine in memory is refused: there is nothing to search in', async () => {
    const engine = await Engine.open();
    await expect(beginAnew(engine)).rejects.toThrow('batch operations need a database');
    await engine.close();
  });
});

describe('kill -9 in the middle of a batch operation', () => {
  const CHILD = fileURLToPath(new URL('batch-child.ts', import.meta.url));

  /** Lets an engine work until it has done so many items, and kills it. */
  async function workAndKill(schema: string, items: number): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, database.url, schema], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    for await (const line of createInterface({ input: child.stdout }))
      if (Number(line) === items) child.kill('SIGKILL');
  }

  it('neither loses an item nor does one twice', async () => {
    const first = await open('killed');
    await fill(first, 600);
    const { batchOperationKey: key } = await beginAnew(first);
    await first.suspendBatchOperation({ batchOperationKey: key });
    await first.resumeBatchOperation({ batchOperationKey: key });
    await first.close();
    for (const items of [1, 120, 77]) await workAndKill('killed', items);
    const engine = await open('killed');
    expect(await until(engine, key, ({ live }) => !live)).toMatchObject({
      state: 'COMPLETED',
      total: 600,
      completed: 600,
    });
    expect(await begunAnew(engine)).toEqual({ '1': 600 });
    expect(await itemStates(engine, key)).toEqual({ COMPLETED: 600 });
  }, 90_000);
});
