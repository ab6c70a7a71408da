import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Engine } from '../../index.js';
import type { EngineOptions, Key } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { COLUMNS } from '../../store/columns.js';
import { HISTORY_TABLES } from '../../store/history.js';
import { loadState } from '../../store/load-state.js';
import { diagram, end, flows, loop, start, task } from '../core/diagram.js';
import { contents } from '../core/state-contents.js';
import { decision, dmn, literal } from '../dmn/dmn.js';
import { BEGIN } from '../core/walk.js';
import { household, pair } from './household.js';

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

const DAY_MS = 86_400_000;
const calls = diagram(
  'calls',
  start() +
    '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="pair" /></bpmn:extensionElements></bpmn:callActivity>' +
    task('last') +
    end() +
    flows('s -> call\ncall -> last\nlast -> e'),
);

async function open(schema: string, options: EngineOptions = {}): Promise<Engine> {
  const engine = await Engine.open({ databaseUrl: database.url, schema, ...options });
  engines.push(engine);
  await engine.pinClock({ timestamp: BEGIN });
  // The sweep of the start still goes by the clock of the machine.
  await engine.sweepHistory();
  return engine;
}

async function deploy(engine: Engine, ...diagrams: string[]): Promise<Key> {
  const resources = diagrams.map((content, index) => ({ name: `d${String(index)}.bpmn`, content }));
  const { processes } = await engine.deploy({ resources });
  return processes.at(-1)?.processDefinitionKey ?? '';
}

const create = async (engine: Engine, processDefinitionId: string): Promise<Key> =>
  (await engine.createInstance({ processDefinitionId, variables: { householdId: 'h' } })).processInstanceKey;

async function work(engine: Engine, ...types: string[]): Promise<void> {
  for (const type of types)
    for (const { jobKey } of await engine.activateJobs({ type, timeout: 1, maxJobsToActivate: 99, requestTimeout: -1 }))
      await engine.completeJob({ jobKey });
}

/** How many rows of the instance each table holds; tables without any are left out. */
async function rowsOf(engine: Engine, key: Key): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of ['process_instance', ...HISTORY_TABLES]) {
    const sql = `SELECT count(*) AS n FROM ${engine.schema}.${table} WHERE process_instance_key = $1`;
    const { rows } = await engine.pool.query<{ n: string }>(sql, [key]);
    if (rows[0]?.n !== '0') found[table] = Number(rows[0]?.n);
  }
  return found;
}

const instances = async (engine: Engine): Promise<Key[]> => {
  const sql = `SELECT process_instance_key AS key FROM ${engine.schema}.process_instance ORDER BY 1`;
  return (await engine.pool.query<{ key: Key }>(sql)).rows.map(({ key }) => key);
};

describe('what is left of an instance', () => {
  it('is in the tables that history knows of: every one that names the instance and keeps its rows', () => {
    const withInstance = Object.entries(COLUMNS).filter(([, { columns }]) => 'processInstanceKey' in columns);
    // Batch operations and the audit log are reports of their own, and stay when what they tell of is deleted.
    const waitingOnly = ['process_instance', 'timer', 'signal_subscription', 'batch_operation_item', 'audit_log'];
    expect(
      withInstance
        .map(([table]) => table)
        .filter((table) => !waitingOnly.includes(table))
        .sort(),
    ).toEqual([...HISTORY_TABLES].sort());
  });

  it('is deleted as a whole, and nothing else', async () => {
    const engine = await open('deleting');
    await deploy(engine, household);
    const [gone, kept] = [await create(engine, 'household'), await create(engine, 'household')];
    await engine.cancelInstance({ processInstanceKey: gone });
    const before = await rowsOf(engine, kept);
    expect(Object.keys(await rowsOf(engine, gone))).toEqual(Object.keys(before));
    await engine.deleteInstance({ processInstanceKey: gone });
    expect(await rowsOf(engine, gone)).toEqual({});
    expect(await rowsOf(engine, kept)).toEqual(before);
    await expect(engine.deleteInstance({ processInstanceKey: gone })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('cannot be deleted while it runs', async () => {
    const engine = await open('running');
    await deploy(engine, pair);
    const key = await create(engine, 'pair');
    await expect(engine.deleteInstance({ processInstanceKey: key })).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await work(engine, 'first', 'second');
    await engine.deleteInstance({ processInstanceKey: key });
    expect(await instances(engine)).toEqual([]);
  });

  it('is deleted without the instances it has called, or that have called it', async () => {
    const engine = await open('family');
    await deploy(engine, pair, calls);
    const parent = await create(engine, 'calls');
    await work(engine, 'first', 'second');
    const [, child = ''] = await instances(engine);
    await engine.deleteInstance({ processInstanceKey: child });
    expect(await instances(engine)).toEqual([parent]);
    await work(engine, 'last');
    await create(engine, 'calls');
    await work(engine, 'first', 'second', 'last');
    const [, second = '', called = ''] = await instances(engine);
    await engine.deleteInstance({ processInstanceKey: second });
    expect(await instances(engine)).toEqual([parent, called]);
  });

  it('is deleted in pieces when it is large', async () => {
    const engine = await open('large');
    await deploy(
      engine,
      diagram(
        'many',
        start() +
          '<bpmn:task id="t">' +
          loop('inputCollection="=for i in 1..6000 return i"') +
          '</bpmn:task>' +
          end() +
          flows('s -> t\nt -> e'),
      ),
    );
    const key = await create(engine, 'many');
    expect((await rowsOf(engine, key))['element_instance']).toBeGreaterThan(6_000);
    await engine.deleteInstance({ processInstanceKey: key });
    expect(await rowsOf(engine, key)).toEqual({});
  });
});

describe('retention', () => {
  it('deletes what ended longer ago than its days, and leaves what runs untouched', async () => {
    const engine = await open('retention', { retentionDays: 10 });
    await deploy(engine, household, pair, calls);
    const old = await create(engine, 'pair');
    await work(engine, 'first', 'second');
    const running = await create(engine, 'household');
    const parent = await create(engine, 'calls');
    await work(engine, 'first', 'second');
    const child = (await instances(engine)).at(-1);
    await engine.pinClock({ timestamp: BEGIN + 5 * DAY_MS });
    const young = await create(engine, 'pair');
    await work(engine, 'first', 'second');
    await engine.pinClock({ timestamp: BEGIN + 10 * DAY_MS });
    expect(await engine.sweepHistory()).toBe(0);
    await engine.pinClock({ timestamp: BEGIN + 10 * DAY_MS + 1 });
    expect(await engine.sweepHistory()).toBe(1);
    expect(await rowsOf(engine, old)).toEqual({});
    expect(await instances(engine)).toEqual([running, parent, child, young]);
    await work(engine, 'last');
    await engine.cancelInstance({ processInstanceKey: running });
    await engine.pinClock({ timestamp: BEGIN + 40 * DAY_MS });
    expect(await engine.sweepHistory()).toBe(4);
    expect(await instances(engine)).toEqual([]);
    for (const table of HISTORY_TABLES) {
      const sql = `SELECT count(*) AS n FROM retention.${table} WHERE process_instance_key IS NOT NULL`;
      expect([table, (await engine.pool.query(sql)).rows]).toEqual([table, [{ n: '0' }]]);
    }
  });

  it('takes old batch operations with it', async () => {
    const engine = await open('reports', { retentionDays: 10 });
    await deploy(engine, pair);
    await create(engine, 'pair');
    const filter = { processDefinitionId: { $eq: 'pair' } };
    const { batchOperationKey } = await engine.createBatchOperation({
      batchOperationType: 'CANCEL_PROCESS_INSTANCE',
      filter,
    });
    const left = async (table: string) =>
      (await engine.pool.query(`SELECT 1 FROM reports.${table} WHERE batch_operation_key = $1`, [batchOperationKey]))
        .rowCount;
    const isDone = async () =>
      (await engine.pool.query(`SELECT 1 FROM reports.batch_operation WHERE NOT live`)).rowCount === 1;
    while (!(await isDone())) await new Promise((resolve) => setImmediate(resolve));
    await engine.pinClock({ timestamp: BEGIN + 10 * DAY_MS });
    await engine.sweepHistory();
    expect([await left('batch_operation'), await left('batch_operation_item')]).toEqual([1, 1]);
    await engine.pinClock({ timestamp: BEGIN + 11 * DAY_MS });
    await engine.sweepHistory();
    expect([await left('batch_operation'), await left('batch_operation_item')]).toEqual([0, 0]);
  });

  it('takes called instances too whose root is gone already', async () => {
    const engine = await open('orphans', { retentionDays: 1 });
    await deploy(engine, pair, calls);
    const root = await create(engine, 'calls');
    await work(engine, 'first', 'second', 'last');
    await engine.deleteInstance({ processInstanceKey: root });
    await engine.pinClock({ timestamp: BEGIN + 2 * DAY_MS });
    expect(await engine.sweepHistory()).toBe(1);
    expect(await instances(engine)).toEqual([]);
  });

  it('takes evaluations of decisions: those of callers by their date, those of a process with its instance', async () => {
    const engine = await open('decided', { retentionDays: 10 });
    const rule =
      '<bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r" /></bpmn:extensionElements></bpmn:businessRuleTask>';
    await deploy(
      engine,
      diagram('rules', start() + rule + task('last') + end() + flows('s -> rule\nrule -> last\nlast -> e')),
    );
    await engine.deploy({ resources: [{ name: 'd.dmn', content: dmn(decision('d', literal('1'))) }] });
    await engine.evaluateDecision({ decisionDefinitionId: 'd' });
    await create(engine, 'rules');
    await engine.pinClock({ timestamp: BEGIN + 9 * DAY_MS });
    const young = await engine.evaluateDecision({ decisionDefinitionId: 'd' });
    await engine.pinClock({ timestamp: BEGIN + 11 * DAY_MS });
    await engine.sweepHistory();
    const sql =
      'SELECT decision_evaluation_key AS key, process_instance_key IS NULL AS own FROM decided.decision_instance';
    expect((await engine.pool.query(`${sql} ORDER BY 1`)).rows).toEqual([
      { key: expect.anything(), own: false },
      { key: young.decisionEvaluationKey, own: true },
    ]);
  });

  it('of the audit log goes by the time of what it tells, and is its own: instances go without it, and it without them', async () => {
    const told = async (engine: Engine) =>
      (
        await engine.pool.query<{ by: string }>(
          `SELECT actor_id AS by FROM ${engine.schema}.audit_log ORDER BY occurred_at`,
        )
      ).rows;
    const act = (engine: Engine, actor: string) =>
      engine.createInstance({ processDefinitionId: 'pair', variables: {}, actor });
    const engine = await open('audited', { auditRetentionDays: 10 });
    await deploy(engine, pair);
    const { processInstanceKey } = await act(engine, 'first');
    await engine.cancelInstance({ processInstanceKey });
    await engine.pinClock({ timestamp: BEGIN + 1 });
    await act(engine, 'second');
    await engine.pinClock({ timestamp: BEGIN + 10 * DAY_MS });
    await engine.sweepHistory();
    expect(await told(engine)).toEqual([{ by: 'first' }, { by: 'second' }]);
    await engine.pinClock({ timestamp: BEGIN + 10 * DAY_MS + 1 });
    expect(await engine.sweepHistory()).toBe(0);
    expect(await told(engine)).toEqual([{ by: 'second' }]);
    expect(await instances(engine)).toContain(processInstanceKey);
    await engine.close();

    const other = await open('audited', { retentionDays: 1 });
    await other.pinClock({ timestamp: BEGIN + 99 * DAY_MS });
    await other.sweepHistory();
    expect(await instances(other)).not.toContain(processInstanceKey);
    expect(await told(other)).toEqual([{ by: 'second' }]);
  });

  it('deletes nothing when no number of days is given, and begins with the engine when one is', async () => {
    const engine = await open('begins');
    await deploy(engine, pair);
    for (let n = 0; n < 3; n += 1) await create(engine, 'pair');
    await work(engine, 'first', 'second');
    await engine.pinClock({ timestamp: BEGIN + 999 * DAY_MS });
    expect(await engine.sweepHistory()).toBe(0);
    await engine.close();
    const next = await Engine.open({ databaseUrl: database.url, schema: 'begins', retentionDays: 900 });
    engines.push(next);
    // Joins the sweep that the start has begun.
    await next.sweepHistory();
    expect(await instances(next)).toEqual([]);
  });
});

describe('the history of a deleted process definition', () => {
  const definitions = async (engine: Engine): Promise<unknown> => {
    const sql = `SELECT version, state, history, bpmn_xml <> '' AS readable FROM ${engine.schema}.process_definition ORDER BY 1`;
    return (await engine.pool.query(sql)).rows;
  };

  it('goes when the last instance has ended, also after a restart; its version is never used again', async () => {
    const engine = await open('condemned');
    const key = await deploy(engine, pair);
    const done = await create(engine, 'pair');
    await work(engine, 'first', 'second');
    const running = await create(engine, 'pair');
    await engine.deleteResource({ resourceKey: key, deleteHistory: true });
    await engine.sweepHistory();
    expect(await instances(engine)).toEqual([done, running]);
    await engine.close();
    const next = await open('condemned');
    await work(next, 'first', 'second');
    await next.sweepHistory();
    expect(await instances(next)).toEqual([]);
    expect(await definitions(next)).toEqual([{ version: 1, state: 'DELETED', history: 'DELETED', readable: false }]);
    const again = await next.deploy({ resources: [{ name: 'd.bpmn', content: pair }] });
    expect(again.processes[0]?.version).toBe(2);
  });

  it('stays when nobody asks, and can be asked for later', async () => {
    const engine = await open('later');
    const key = await deploy(engine, pair);
    const done = await create(engine, 'pair');
    await work(engine, 'first', 'second');
    await engine.deleteResource({ resourceKey: key });
    await engine.sweepHistory();
    expect(await instances(engine)).toEqual([done]);
    await expect(engine.deleteResource({ resourceKey: key })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    const batch = await engine.deleteResource({ resourceKey: key, deleteHistory: true });
    expect(batch).toMatchObject({ batchOperationType: 'DELETE_PROCESS_INSTANCE' });
    const isForgotten = async () =>
      (await engine.pool.query(`SELECT 1 FROM later.process_definition WHERE history = 'DELETED'`)).rowCount === 1;
    while (!(await isForgotten())) await new Promise((resolve) => setImmediate(resolve));
    expect(await instances(engine)).toEqual([]);
  });

  it('is read from the database as the state knows it', async () => {
    const engine = await open('known');
    const key = await deploy(engine, pair);
    await engine.deleteResource({ resourceKey: key, deleteHistory: true });
    await engine.sweepHistory();
    await engine.close();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const state = contents(await loadState(client, 'known'));
    await client.end();
    expect(state['process_definition']).toMatchObject([{ state: 'DELETED', history: 'DELETED', bpmnXml: '' }]);
  });
});
