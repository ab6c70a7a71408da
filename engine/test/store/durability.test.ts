import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { applyEvent } from '../../events/apply.js';
import type { EngineEvent } from '../../events/event.js';
import { Engine } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { State } from '../../state/state.js';
import { loadState } from '../../store/load-state.js';
import { contents } from '../core/state-contents.js';
import { BEGIN } from '../core/walk.js';
import { household, pair } from './household.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(async () => {
  await database.drop();
});

const engines: Engine[] = [];

const take = { timeout: 60_000, maxJobsToActivate: 100, requestTimeout: -1 };

async function open(schema: string, onEvent?: (event: EngineEvent) => void): Promise<Engine> {
  const engine = await Engine.open({ databaseUrl: database.url, schema, onEvent, requestTimeout: 100 });
  engines.push(engine);
  return engine;
}

async function stored(schema: string): Promise<State> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await loadState(client, schema);
  } finally {
    await client.end();
  }
}

/** Brings some households to every kind of waiting. */
async function play(engine: Engine): Promise<void> {
  await engine.pinClock({ timestamp: BEGIN });
  await engine.deploy({
    resources: [
      { name: 'household.bpmn', content: household },
      { name: 'f.form', content: '{"id":"f"}' },
    ],
  });
  for (const householdId of ['h1', 'h2', 'h3'])
    await engine.createInstance({
      processDefinitionId: 'household',
      variables: { householdId, text: '门牌\u0000号' },
      tags: ['a', 'b'],
    });
  const [first, second] = await engine.activateJobs({ ...take, type: 'survey' });
  await engine.completeJob({ jobKey: first?.jobKey ?? '', variables: { area: 71.4 } });
  await engine.failJob({ jobKey: second?.jobKey ?? '', retries: 0, errorMessage: 'no map' });
  const [item] = await engine.activateJobs({ ...take, type: 'each', maxJobsToActivate: 1 });
  await engine.completeJob({ jobKey: item?.jobKey ?? '' });
  await engine.publishMessage({
    name: 'signed',
    correlationKey: 'h1',
    messageId: 'm1',
    timeToLive: 1_000_000,
    variables: { n: 1 },
  });
  await engine.publishMessage({ name: 'signed', correlationKey: 'h9', messageId: 'm9', timeToLive: 1_000_000 });
}

describe('the state', () => {
  it('is the same in memory, in the database, and replayed from the events', async () => {
    const events: EngineEvent[] = [];
    const engine = await open('replay', (event) => events.push(event));
    await play(engine);
    await engine.close();
    const replayed = new State();
    for (const event of events) applyEvent(replayed, event);
    const disk = contents(await stored('replay'));
    expect(disk).toEqual(contents(replayed));
    expect(disk['process_instance']).toHaveLength(3);
    expect(disk['incident']).toHaveLength(1);
  });

  it('goes on after a restart: jobs, listeners, timers, messages, joins, loops, incidents', async () => {
    const before = await open('restart');
    await play(before);
    await before.close();
    const engine = await open('restart');
    expect(engine.clock.now()).toBe(BEGIN);
    const finish = async (type: string) => {
      for (const { jobKey } of await engine.activateJobs({ ...take, type })) await engine.completeJob({ jobKey });
    };
    await finish('survey');
    await finish('each');
    const state = await stored('restart');
    const [incident] = state.incidents.all();
    await engine.updateJob({ jobKey: incident?.jobKey ?? '', retries: 1 });
    await engine.resolveIncident({ incidentKey: incident?.incidentKey ?? '' });
    await finish('survey');
    for (const householdId of ['h2', 'h3'])
      await engine.correlateMessage({ name: 'signed', correlationKey: householdId });
    await engine.pinClock({ timestamp: BEGIN + 30 * 86_400_000 });
    expect(await engine.activateJobs({ ...take, type: 'remind' })).toHaveLength(3);
    await engine.releaseJobs();
    await finish('remind');
    for (const { userTaskKey } of state.userTasks.all()) {
      const done = engine.completeUserTask({ userTaskKey });
      await finish('check');
      await done;
    }
    const { rows } = await engine.pool.query<{ state: string; count: string }>(
      'SELECT state, count(*) FROM restart.process_instance GROUP BY state',
    );
    expect(rows).toEqual([{ state: 'COMPLETED', count: '3' }]);
    const left = contents(await stored('restart'));
    for (const table of [
      'element_instance',
      'variable',
      'job',
      'user_task',
      'incident',
      'timer',
      'message_subscription',
    ])
      expect([table, left[table]]).toEqual([table, []]);
    await engine.close();
  });

  it('writes nothing of what is born and gone within one command, and keeps the history of the rest', async () => {
    const engine = await open('history');
    await play(engine);
    const count = async (sql: string) =>
      Number((await engine.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n);
    await engine.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });
    const { processInstanceKey: key } = await engine.createInstance({ processDefinitionId: 'pair' });
    for (const type of ['first', 'second'])
      for (const { jobKey } of await engine.activateJobs({ ...take, type })) await engine.completeJob({ jobKey });
    expect(await count(`history.element_instance WHERE process_instance_key = ${key} AND state = 'COMPLETED'`)).toBe(5);
    expect(await count(`history.sequence_flow WHERE process_instance_key = ${key}`)).toBe(3);
    expect(
      await count(`history.job WHERE process_instance_key = ${key} AND state = 'COMPLETED' AND end_time IS NOT NULL`),
    ).toBe(2);
    await engine.close();
  });
});

describe('restart', () => {
  it('hands activated jobs out again when the clock stands, and keeps their locks when it runs', async () => {
    for (const [schema, pinned] of [
      ['locks_pinned', true],
      ['locks_running', false],
    ] as const) {
      const before = await open(schema);
      if (pinned) await before.pinClock({ timestamp: BEGIN });
      await before.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });
      await before.createInstance({ processDefinitionId: 'pair' });
      expect(await before.activateJobs({ ...take, type: 'first' })).toHaveLength(1);
      await before.close();
      const engine = await open(schema);
      expect(await engine.activateJobs({ ...take, type: 'first' })).toHaveLength(pinned ? 1 : 0);
      await engine.releaseJobs({ worker: '' });
      expect(await engine.activateJobs({ ...take, type: 'first' })).toHaveLength(1);
      await engine.close();
    }
  });

  it('never hands out a key twice', async () => {
    const keys = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const engine = await open('keys');
      await engine.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });
      for (let i = 0; i < 20; i += 1) {
        const { processInstanceKey } = await engine.createInstance({ processDefinitionId: 'pair' });
        expect(keys.has(processInstanceKey)).toBe(false);
        keys.add(processInstanceKey);
      }
      await engine.close();
    }
  });

  it('of a second engine on the same schema is refused with one sentence', async () => {
    const engine = await open('single');
    await expect(open('single')).rejects.toThrow("Another engine is running on schema 'single'");
    const elsewhere = await open('another');
    await elsewhere.close();
    await engine.close();
  }, 20_000);
});

describe('a connection that breaks', () => {
  it('fails the callers of that moment; the engine reads its state again and goes on with nothing lost', async () => {
    const faults: unknown[] = [];
    const engine = await Engine.open({
      databaseUrl: database.url,
      schema: 'broken',
      onFault: (fault) => faults.push(fault),
    });
    await engine.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });
    const acknowledged: string[] = [];
    const create = async (): Promise<string | null> => {
      try {
        const { processInstanceKey } = await engine.createInstance({ processDefinitionId: 'pair' });
        acknowledged.push(processInstanceKey);
        return processInstanceKey;
      } catch (error) {
        expect(error).toMatchObject({ type: 'RESOURCE_EXHAUSTED' });
        return null;
      }
    };
    const killer = new Client({ connectionString: database.url });
    await killer.connect();
    const load = Array.from({ length: 200 }, async (_value, index) => {
      if (index === 100)
        await killer.query(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
      else await create();
    });
    await Promise.all(load);
    await killer.end();
    for (let tries = 0; (await create()) === null && tries < 10_000; tries += 1)
      await new Promise((resolve) => setImmediate(resolve));
    const jobs = await engine.activateJobs({ ...take, type: 'first', maxJobsToActivate: 1_000 });
    const alive = new Set(jobs.map((job) => job.processInstanceKey));
    expect(acknowledged.filter((key) => !alive.has(key))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    await engine.close();
  }, 20_000);
});
