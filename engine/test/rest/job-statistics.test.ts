import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask, userTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();

let server: RestServer;
const day = { from: at(0), to: at(24 * 60) };

async function begin(minutes: number, processDefinitionId: string) {
  await server.client.pinClock({ timestamp: NOON + minutes * 60_000 });
  await server.client.createProcessInstance({ processDefinitionId: processDefinitionId as never });
}

async function take(type: string, worker: string) {
  const request = { type, worker, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
  const [job] = (await server.client.activateJobs(request)).jobs;
  if (job === undefined) throw new Error(`no job of type ${type}`);
  return job.jobKey;
}

/** Two jobs of one type at noon and one later, one of another type; what becomes of them is told by the tests. */
beforeAll(async () => {
  server = await startRest();
  const { client } = server;
  await server.deploy({
    'pack.bpmn': diagram('pack', row(serviceTask('Pack', 'pack'))),
    'send.bpmn': diagram('send', row(serviceTask('Send', 'send'), userTask('Sign'))),
  });
  await begin(0, 'pack');
  await begin(1, 'pack');
  await begin(90, 'pack');
  await begin(91, 'send');
  await client.completeJob({ jobKey: await take('pack', 'anna') });
  await client.failJob({ jobKey: await take('pack', 'ben'), retries: 1, errorMessage: '没有纸箱' });
  await client.failJob({ jobKey: await take('pack', 'ben'), retries: 0, errorMessage: '没有胶带' });
  // What had failed comes back to somebody else, and is completed.
  await client.completeJob({ jobKey: await take('pack', 'anna') });
  await client.throwJobError({ jobKey: await take('send', 'carl'), errorCode: 'LOST', errorMessage: '丢了' });
});
afterAll(() => server.stop());

describe('statistics of jobs', () => {
  it('count all that were created in a time', async () => {
    expect(await server.client.getGlobalJobStatistics(day, AT_ONCE)).toEqual({
      created: { count: 4, lastUpdatedAt: at(91) },
      completed: { count: 2, lastUpdatedAt: at(91) },
      failed: { count: 2, lastUpdatedAt: at(91) },
      isIncomplete: false,
    });
    const noon = { from: at(0), to: at(1), jobType: 'pack' };
    expect(await server.client.getGlobalJobStatistics(noon, AT_ONCE)).toMatchObject({
      created: { count: 1, lastUpdatedAt: at(0) },
      failed: { count: 0, lastUpdatedAt: null },
    });
  });

  it('are told by type, page by page', async () => {
    const first = await server.client.getJobTypeStatistics({ filter: day, page: { limit: 1 } as never }, AT_ONCE);
    expect(first.items).toMatchObject([{ jobType: 'pack', created: { count: 3 }, workers: 2 }]);
    expect(first.page.totalItems).toBe(2);
    const after = first.page.endCursor;
    if (after === null) throw new Error('no cursor');
    const second = await server.client.getJobTypeStatistics({ filter: day, page: { after } }, AT_ONCE);
    expect(second.items).toMatchObject([{ jobType: 'send', created: { count: 1 }, failed: { count: 0 }, workers: 1 }]);
    const like = await server.client.getJobTypeStatistics({ filter: { ...day, jobType: { $like: 's*' } } }, AT_ONCE);
    expect(like.items.map(({ jobType }) => jobType)).toEqual(['send']);
    expect((await server.client.getJobTypeStatistics({}, AT_ONCE)).items).toHaveLength(2);
  });

  it('are counted up to 10,000 groups, and then it is said that there are more', async () => {
    const other = await startRest();
    try {
      await other.deploy({ 'pack.bpmn': diagram('pack', row(serviceTask('Pack', 'pack'))) });
      await other.client.createProcessInstance({ processDefinitionId: 'pack' as never });
      const copies = async (from: number, to: number) => {
        const { rows } = await other.engine.pool.query<{ columns: string }>(
          `SELECT string_agg(column_name, ',') AS columns FROM information_schema.columns
           WHERE table_schema = 'engine' AND table_name = 'job' AND column_name NOT IN ('job_key', 'type')`,
        );
        const columns = rows[0]?.columns ?? '';
        await other.engine.pool.query(
          `INSERT INTO engine.job (job_key, type, ${columns})
           SELECT n, 'type-' || n, ${columns} FROM engine.job, generate_series(${String(from)}, ${String(to)}) n
           WHERE type = 'pack'`,
        );
      };
      const total = async () => (await other.client.getJobTypeStatistics({}, AT_ONCE)).page;
      await copies(1, 9_999);
      expect(await total()).toMatchObject({ totalItems: 10_000, hasMoreTotalItems: false });
      await copies(10_000, 10_000);
      expect(await total()).toMatchObject({ totalItems: 10_000, hasMoreTotalItems: true });
    } finally {
      await other.stop();
    }
  });

  it('are told by worker', async () => {
    const filter = { ...day, jobType: 'pack' };
    const { items } = await server.client.getJobWorkerStatistics({ filter }, AT_ONCE);
    expect(
      items.map(({ worker, created, completed, failed }) => [worker, created.count, completed.count, failed.count]),
    ).toEqual([
      ['anna', 2, 2, 1],
      ['ben', 1, 0, 1],
    ]);
  });

  it('are told by error', async () => {
    const errors = async (filter: object) =>
      (await server.client.getJobErrorStatistics({ filter: { ...day, jobType: 'pack', ...filter } }, AT_ONCE)).items;
    expect(await errors({})).toEqual([
      { errorCode: '', errorMessage: '没有纸箱', workers: 1 },
      { errorCode: '', errorMessage: '没有胶带', workers: 1 },
    ]);
    expect(await errors({ errorMessage: { $like: '*纸*' } })).toHaveLength(1);
    expect(await errors({ jobType: 'send', errorCode: 'LOST' })).toEqual([
      { errorCode: 'LOST', errorMessage: '丢了', workers: 1 },
    ]);
  });

  it('are told by time, in buckets as long as asked for', async () => {
    const series = async (resolution?: string) => {
      const filter = { ...day, jobType: 'pack', ...(resolution === undefined ? {} : { resolution }) };
      const { items } = await server.client.getJobTimeSeriesStatistics({ filter }, AT_ONCE);
      return items.map(({ time, created }) => [time, created.count]);
    };
    expect(await series('PT1H')).toEqual([
      [at(0), 2],
      [at(60), 1],
    ]);
    expect(await series('PT1M')).toHaveLength(3);
    expect(await series()).toEqual([
      [at(0), 2],
      [at(90), 1],
    ]);
  });

  it.each([
    ['GET', '/jobs/statistics/global', undefined],
    ['GET', '/jobs/statistics/global?from=yesterday&to=today', undefined],
    ['POST', '/jobs/statistics/by-workers', { filter: day }],
    ['POST', '/jobs/statistics/by-types', { filter: { ...day, jobType: { $sql: 'x' } } }],
    ['POST', '/jobs/statistics/by-types', { filter: day, page: { after: 'W10=' } }],
    ['POST', '/jobs/statistics/errors', { filter: { ...day, jobType: 'pack' }, page: { limit: 0 } }],
    ['POST', '/jobs/statistics/time-series', { filter: { ...day, jobType: 'pack', resolution: 'P1M' } }],
    ['POST', '/jobs/statistics/time-series', { filter: { ...day, jobType: 'pack', resolution: '1; DROP TABLE job' } }],
  ])('are refused: %s %s %j', async (method, path, body) => {
    expect((await server.send(method, `/v2${path}`, body)).json).toMatchObject({
      status: 400,
      title: 'INVALID_ARGUMENT',
    });
  });
});

describe('figures of the system', () => {
  it('say how much it was used, and by how many', async () => {
    const { client } = server;
    await begin(200, 'send');
    await client.completeJob({ jobKey: await take('send', 'carl') });
    const [task] = (await client.searchUserTasks({}, AT_ONCE)).items;
    await client.assignUserTask({ userTaskKey: task?.userTaskKey ?? ('' as never), assignee: '经办甲' });
    const time = { startTime: day.from, endTime: day.to };
    const used = { processInstances: 5, decisionInstances: 0, assignees: 1 };
    expect(await client.getUsageMetrics(time, AT_ONCE)).toEqual({ ...used, activeTenants: 1, tenants: {} });
    expect((await client.getUsageMetrics({ ...time, withTenants: true }, AT_ONCE)).tenants).toEqual({
      '<default>': used,
    });
    const before = await client.getUsageMetrics({ startTime: at(-60), endTime: at(0) }, AT_ONCE);
    expect(before).toMatchObject({ processInstances: 0, assignees: 0, activeTenants: 0 });
    const elsewhere = await client.getUsageMetrics({ ...time, tenantId: 'other' as never }, AT_ONCE);
    expect(elsewhere).toMatchObject({ processInstances: 0, activeTenants: 0 });
    expect((await server.send('GET', '/v2/system/usage-metrics')).status).toBe(400);
  });

  it('say how it is set up', async () => {
    expect(await server.client.getSystemConfiguration()).toMatchObject({ jobMetrics: { enabled: true } });
  });
});
