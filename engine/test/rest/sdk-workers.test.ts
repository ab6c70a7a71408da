import { Camunda8 } from '@camunda8/sdk';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({
    'line.bpmn': diagram('line', row(serviceTask('Double', 'double'), serviceTask('Note', 'note'))),
  });
});
afterAll(() => server.stop());

const settings = () =>
  ({
    ZEEBE_REST_ADDRESS: server.url,
    CAMUNDA_REST_ADDRESS: server.url,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    CAMUNDA_LOG_LEVEL: 'none',
    CAMUNDA_SDK_VALIDATION: 'req:none,res:none',
  }) as never;

describe('workers of the Camunda SDK', () => {
  it('run instances from start to end', async () => {
    const client = new Camunda8(settings()).getOrchestrationClusterApiClient();
    const noted: unknown[] = [];
    const workers = [
      client.createJobWorker({
        jobType: 'double',
        maxParallelJobs: 10,
        jobTimeoutMs: 60_000,
        jobHandler: (job) => job.complete({ amount: (job.variables as { amount: number }).amount * 2 }),
      }),
      client.createJobWorker({
        jobType: 'note',
        maxParallelJobs: 10,
        jobTimeoutMs: 60_000,
        jobHandler: (job) => {
          noted.push((job.variables as { amount: number }).amount);
          return job.complete();
        },
      }),
    ];
    try {
      const results = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((amount) =>
          server.client.createProcessInstance({
            processDefinitionId: 'line' as never,
            variables: { amount },
            awaitCompletion: true,
            requestTimeout: 10_000,
          }),
        ),
      );
      expect(results.map(({ variables }) => variables['amount'])).toEqual([2, 4, 6, 8, 10, 12]);
      expect(noted).toHaveLength(6);
    } finally {
      for (const worker of workers) worker.stop();
    }
  });

  it('send a failed job back until it succeeds', async () => {
    await server.deploy({ 'flaky.bpmn': diagram('flaky', row(serviceTask('Try', 'flaky'))) });
    const client = new Camunda8(settings()).getOrchestrationClusterApiClient();
    const retries: number[] = [];
    const worker = client.createJobWorker({
      jobType: 'flaky',
      maxParallelJobs: 10,
      jobTimeoutMs: 60_000,
      jobHandler: (job) => {
        retries.push(job.retries);
        return job.retries === 1 ? job.complete() : job.fail({ errorMessage: '再试', retries: job.retries - 1 });
      },
    });
    try {
      await server.client.createProcessInstance({
        processDefinitionId: 'flaky' as never,
        awaitCompletion: true,
        requestTimeout: 10_000,
      });
      expect(retries).toEqual([3, 2, 1]);
    } finally {
      worker.stop();
    }
  });
});
