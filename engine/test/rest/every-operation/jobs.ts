import { expect } from '@jest/globals';
import type { JobKey } from '@camunda8/orchestration-cluster-api';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { activatedJob, only, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

const read = async ({ client }: RestServer, jobKey: JobKey) =>
  only((await client.searchJobs({ filter: { jobKey } }, AT_ONCE)).items);

export const jobScenarios: Scenarios = {
  activateJobs: async (server) => {
    const job = await activatedJob(server, 'activate');
    expect(job).toMatchObject({ kind: 'BPMN_ELEMENT', variables: { key: 'k-1' }, worker: 'tester', userTask: null });
  },
  completeJob: async (server) => {
    const { jobKey } = await activatedJob(server, 'complete');
    await server.client.completeJob({ jobKey, variables: { done: true } });
    expect(await read(server, jobKey)).toMatchObject({ state: 'COMPLETED' });
  },
  failJob: async (server) => {
    const { jobKey } = await activatedJob(server, 'fail');
    await server.client.failJob({ jobKey, retries: 1, errorMessage: 'again', retryBackOff: 1000, variables: { a: 1 } });
    expect(await read(server, jobKey)).toMatchObject({ state: 'FAILED', retries: 1, hasFailedWithRetriesLeft: true });
  },
  throwJobError: async (server) => {
    const { jobKey } = await activatedJob(server, 'throw-error');
    await server.client.throwJobError({ jobKey, errorCode: 'E', errorMessage: 'nobody catches it' });
    expect(await read(server, jobKey)).toMatchObject({ state: 'ERROR_THROWN', errorCode: 'E' });
  },
  updateJob: async (server) => {
    const { jobKey } = await activatedJob(server, 'update');
    await server.client.updateJob({ jobKey, changeset: { retries: 9, timeout: 30_000 } });
    expect(await read(server, jobKey)).toMatchObject({ retries: 9 });
  },
  searchJobs: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'search-jobs');
    const found = await server.client.searchJobs({ filter: { type: 'search-jobs', state: 'CREATED' } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ processInstanceKey, worker: '', deadline: null });
  },
};
