import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catchEvent, diagram, end, flows, message, onMessage, start, task, userTask } from '../core/diagram.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

type LegacyClient = ReturnType<Camunda8['getCamundaRestClient']>;

let server: RestServer;
let client: LegacyClient;
beforeAll(async () => {
  server = await startRest();
  client = legacyClient(server.url);
});
afterAll(() => server.stop());

function legacyClient(address: string): LegacyClient {
  return new Camunda8({
    ZEEBE_REST_ADDRESS: address,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    CAMUNDA_LOG_LEVEL: 'none',
  } as never).getCamundaRestClient();
}

const line = (processId: string, ...elements: readonly (readonly [id: string, xml: string])[]) => {
  const ids = ['s', ...elements.map(([id]) => id), 'e'];
  const path = ids.slice(1).map((id, index) => `${ids[index] ?? ''} -> ${id}`);
  return diagram(processId, start() + elements.map(([, xml]) => xml).join('') + end() + flows(path.join('\n')), M);
};
const M = message('M', 'legacy');

async function begin(processId: string, element: readonly [string, string], variables = {}) {
  await client.deployResources([{ name: `${processId}.bpmn`, content: line(processId, element) }]);
  return client.createProcessInstance({ processDefinitionId: processId, variables });
}

const activate = (type: string) =>
  client.activateJobs({ type, worker: 'legacy', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: -1 });

describe('the older REST client of the Camunda SDK', () => {
  it('deploys files from disk', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'legacy-'));
    const file = path.join(folder, 'by-path.bpmn');
    try {
      await writeFile(file, line('by-path', ['a', task('a')]));
      const { processes } = await client.deployResourcesFromFiles([file]);
      expect(processes).toMatchObject([{ processDefinitionId: 'by-path', resourceName: 'by-path.bpmn' }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('runs an instance, sees it end and finds it', async () => {
    const { processInstanceKey } = await begin('line', ['run', task('run')], { amount: 1 });
    const [job] = await activate('run');
    expect(job).toMatchObject({ processInstanceKey, variables: { amount: 1 }, retries: 3 });
    if (job === undefined) throw new Error('no job');
    await client.updateJob({ jobKey: job.jobKey, retries: 5 });
    await client.failJob({ jobKey: job.jobKey, retries: 4, errorMessage: 'again', retryBackOff: 0 });
    const [again] = await activate('run');
    expect(again).toMatchObject({ jobKey: job.jobKey, retries: 4 });
    await client.completeJob({ jobKey: job.jobKey, variables: { done: true } });
    const found = await client.searchProcessInstances({
      filter: { processInstanceKey },
      sort: [{ field: 'processInstanceKey', order: 'ASC' }],
    });
    expect(found.items).toMatchObject([{ state: 'COMPLETED', processInstanceKey }]);
  });

  it('resolves an incident without a body, and cancels', async () => {
    const { processInstanceKey } = await begin('failing', ['broken', task('broken')]);
    const [job] = await activate('broken');
    if (job === undefined) throw new Error('no job');
    await client.errorJob({ jobKey: job.jobKey, errorCode: 'NOBODY', errorMessage: 'm', variables: {} });
    const { items } = await client.searchIncidents({ filter: { processInstanceKey } });
    expect(items).toMatchObject([{ errorType: 'UNHANDLED_ERROR_EVENT', state: 'ACTIVE' }]);
    await client.resolveIncident(items[0]?.incidentKey ?? '');
    expect(await activate('broken')).toMatchObject([{ jobKey: job.jobKey }]);
    await client.cancelProcessInstance({ processInstanceKey });
    await expect(client.cancelProcessInstance({ processInstanceKey })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('works on user tasks; its own address of an update is none of the API', async () => {
    const { processInstanceKey } = await begin('people', ['u', userTask('u')]);
    const search = { filter: { processInstanceKey }, page: { from: 0, limit: 10 }, sort: [] };
    const [found] = (await client.searchUserTasks(search)).items;
    if (found === undefined) throw new Error('no task');
    const { userTaskKey } = found;
    await client.assignUserTask({ userTaskKey, assignee: 'me', allowOverride: true, action: 'claim' });
    expect(await client.getUserTask(userTaskKey)).toMatchObject({ assignee: 'me', state: 'CREATED' });
    await expect(client.updateUserTask({ userTaskKey, changeset: { candidateGroups: ['g'] } })).rejects.toMatchObject({
      statusCode: 404,
    });
    await client.unassignUserTask({ userTaskKey });
    await client.completeUserTask({ userTaskKey, variables: { ok: true } });
    expect(await client.getUserTask(userTaskKey)).toMatchObject({ state: 'COMPLETED', assignee: null });
  });

  it('sends messages and moves a token; "no ancestor" is the number -1', async () => {
    const waiting = await begin('wait', ['c', catchEvent('c', onMessage('M'))], { key: 'k' });
    const { processInstanceKey } = waiting;
    expect(await client.correlateMessage({ name: 'legacy', correlationKey: 'k', variables: {} })).toMatchObject({
      processInstanceKey,
    });
    const published = { name: 'legacy', correlationKey: 'k', timeToLive: 0, messageId: 'id', variables: {} };
    expect(await client.publishMessage(published)).toMatchObject({ tenantId: '<default>' });
    await expect(
      client.correlateMessage({ name: 'legacy', correlationKey: 'nobody', variables: {} }),
    ).rejects.toMatchObject({ statusCode: 404 });

    const moved = await begin('moved', ['move', task('move')]);
    await client.modifyProcessInstance({
      processInstanceKey: moved.processInstanceKey,
      activateInstructions: [{ elementId: 'move', ancestorElementInstanceKey: -1 as never, variableInstructions: [] }],
      terminateInstructions: [],
    });
    expect(await activate('move')).toHaveLength(2);
  });

  it('has workers that poll without saying how long they wait', async () => {
    await client.deployResources([{ name: 'worked.bpmn', content: line('worked', ['work', task('work')]) }]);
    const worker = client.createJobWorker({
      type: 'work',
      worker: 'legacy',
      timeout: 60_000,
      maxJobsToActivate: 5,
      pollIntervalMs: 10,
      jobHandler: (job) => job.complete({ worked: true }),
    });
    try {
      const result = await client.createProcessInstanceWithResult({ processDefinitionId: 'worked', variables: {} });
      expect(result.variables).toMatchObject({ worked: true });
    } finally {
      void worker.stop();
    }
  });

  it('is told at once that an address with "/v2" in it is none', async () => {
    await expect(legacyClient(`${server.url}/v2`).getTopology()).rejects.toMatchObject({ statusCode: 404 });
    const definitions = await server.client.searchProcessDefinitions({ page: { limit: 1 } }, AT_ONCE);
    expect(definitions.items).toHaveLength(1);
  });
});
