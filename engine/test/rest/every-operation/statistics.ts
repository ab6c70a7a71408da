import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only, activatedJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** Everything that ever was. */
const always = { from: '2000-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' };

/** The time window and the type of one job that a worker has taken and failed. */
async function failed(server: RestServer, jobType: string) {
  const { jobKey } = await activatedJob(server, jobType);
  await server.client.failJob({ jobKey, retries: 1, errorMessage: '坏了' });
  return { ...always, jobType };
}

export const statisticsScenarios: Scenarios = {
  getGlobalJobStatistics: async (server) => {
    const window = await failed(server, 'counted');
    expect(await server.client.getGlobalJobStatistics(window, AT_ONCE)).toMatchObject({
      created: { count: 1 },
      failed: { count: 1 },
      isIncomplete: false,
    });
  },
  getJobTypeStatistics: async (server) => {
    const filter = await failed(server, 'counted-by-type');
    const { items } = await server.client.getJobTypeStatistics({ filter }, AT_ONCE);
    expect(only(items)).toMatchObject({ jobType: 'counted-by-type', created: { count: 1 }, workers: 1 });
  },
  getJobWorkerStatistics: async (server) => {
    const filter = await failed(server, 'counted-by-worker');
    const { items } = await server.client.getJobWorkerStatistics({ filter }, AT_ONCE);
    expect(only(items)).toMatchObject({ worker: 'tester', failed: { count: 1 } });
  },
  getJobErrorStatistics: async (server) => {
    const filter = await failed(server, 'counted-by-error');
    const { items } = await server.client.getJobErrorStatistics({ filter }, AT_ONCE);
    expect(only(items)).toEqual({ errorCode: '', errorMessage: '坏了', workers: 1 });
  },
  getJobTimeSeriesStatistics: async (server) => {
    const filter = { ...(await failed(server, 'counted-by-time')), resolution: 'P7D' };
    const { items } = await server.client.getJobTimeSeriesStatistics({ filter }, AT_ONCE);
    expect(only(items)).toMatchObject({ created: { count: 1 }, completed: { count: 0, lastUpdatedAt: null } });
  },
  getUsageMetrics: async (server) => {
    await failed(server, 'used');
    const time = { startTime: always.from, endTime: always.to };
    const { processInstances } = await server.client.getUsageMetrics(time, AT_ONCE);
    expect(processInstances).toBeGreaterThan(0);
  },
  getSystemConfiguration: async ({ client }) => {
    expect((await client.getSystemConfiguration()).jobMetrics.enabled).toBe(true);
  },
};
