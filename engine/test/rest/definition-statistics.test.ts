import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, messageCatch, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

async function deploy(xml: string) {
  const { processes } = await server.client.createDeployment({ resources: [new File([xml], 'd.bpmn')] });
  const key = processes[0]?.processDefinitionKey;
  if (key === undefined) throw new Error('nothing deployed');
  return key;
}

const create = async (processDefinitionKey: string, variables = {}) =>
  (await server.client.createProcessInstance({ processDefinitionKey: processDefinitionKey as never, variables }))
    .processInstanceKey;

/** Fails one job of the type for good. */
async function fail(type: string, errorMessage: string) {
  const request = { type, worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };
  const [job] = (await server.client.activateJobs(request)).jobs;
  if (job === undefined) throw new Error(`no ${type} job`);
  await server.client.failJob({ jobKey: job.jobKey, retries: 0, errorMessage });
  return job;
}

describe('the statistics of a process definition', () => {
  it('count its elements over all instances, or over those that a filter finds', async () => {
    const { client } = server;
    const twice = diagram('elements', row(serviceTask('A', 'elements-a'), serviceTask('B', 'elements-b')));
    const processDefinitionKey = await deploy(twice);
    const [first, second] = [await create(processDefinitionKey, { n: 1 }), await create(processDefinitionKey)];
    await create(processDefinitionKey);
    await fail('elements-a', 'no');
    await client.modifyProcessInstance({
      processInstanceKey: second,
      moveInstructions: [
        {
          sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'A' as never },
          targetElementId: 'B' as never,
        },
      ],
    });
    const count = async (filter = {}) =>
      (await client.getProcessDefinitionStatistics({ processDefinitionKey, filter }, AT_ONCE)).items.map((item) => [
        item.elementId,
        item.active,
        item.incidents,
        item.canceled,
        item.completed,
      ]);
    expect(await count()).toEqual([
      ['A', 1, 1, 1, 0],
      ['B', 1, 0, 0, 0],
      ['Start', 0, 0, 0, 3],
    ]);
    expect(await count({ hasIncident: true })).toEqual([
      ['A', 0, 1, 0, 0],
      ['Start', 0, 0, 0, 1],
    ]);
    expect(await count({ variables: [{ name: 'n', value: '1' }] })).toHaveLength(2);
    expect(await count({ $or: [{ processInstanceKey: first }, { processInstanceKey: second }] })).toContainEqual([
      'Start',
      0,
      0,
      0,
      2,
    ]);
  });

  it('count active instances by process and by version, with and without incidents', async () => {
    const { client } = server;
    const version = (type: string) => diagram('versions', row(serviceTask('A', type)));
    const old = await deploy(version('versions-1'));
    await create(old);
    await create(old);
    const ended = await create(old);
    await client.cancelProcessInstance({ processInstanceKey: ended });
    await fail('versions-1', 'no');
    const latest = await deploy(version('versions-2').replace('versions 流程', '新流程'));
    await create(latest);
    const byProcess = await client.getProcessDefinitionInstanceStatistics(
      { sort: [{ field: 'activeInstancesWithoutIncidentCount', order: 'DESC' }] },
      AT_ONCE,
    );
    expect(byProcess.items.find(({ processDefinitionId }) => processDefinitionId === 'versions')).toEqual({
      processDefinitionId: 'versions',
      tenantId: '<default>',
      latestProcessDefinitionName: '新流程',
      hasMultipleVersions: true,
      activeInstancesWithIncidentCount: 1,
      activeInstancesWithoutIncidentCount: 2,
    });
    const counts = byProcess.items.map((item) => item.activeInstancesWithoutIncidentCount);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    const filter = { processDefinitionId: 'versions' as never };
    const sort = [{ field: 'processDefinitionVersion' as const, order: 'DESC' as const }];
    const byVersion = await client.getProcessDefinitionInstanceVersionStatistics({ filter, sort }, AT_ONCE);
    expect(byVersion.items).toMatchObject([
      { processDefinitionVersion: 2, activeInstancesWithIncidentCount: 0, activeInstancesWithoutIncidentCount: 1 },
      { processDefinitionVersion: 1, activeInstancesWithIncidentCount: 1, activeInstancesWithoutIncidentCount: 1 },
    ]);
    const page = { from: 1, limit: 5 };
    const second = await client.getProcessDefinitionInstanceVersionStatistics({ filter, sort, page }, AT_ONCE);
    expect([second.items, second.page.totalItems]).toEqual([byVersion.items.slice(1), 2]);
  });

  it('count who waits for messages, page by page', async () => {
    const { client } = server;
    const keys: string[] = [];
    for (const id of ['waiting-1', 'waiting-2']) {
      const wait = messageCatch('Wait', 'paid', 'caseId');
      keys.push(await deploy(diagram(id, row(wait), wait.root)));
    }
    const [one = '', two = ''] = keys;
    await create(one, { caseId: 'a' });
    await create(one, { caseId: 'b' });
    await create(two, { caseId: 'c' });
    await client.correlateMessage({ name: 'paid', correlationKey: 'b' });
    const filter = { messageName: 'paid' };
    const statistics = (page: { readonly after?: unknown; readonly limit?: number }) =>
      client.getProcessDefinitionMessageSubscriptionStatistics({ filter, page: page as never }, AT_ONCE);
    const all = await statistics({});
    expect(all.items).toMatchObject([
      { processDefinitionKey: one, activeSubscriptions: 1, processInstancesWithActiveSubscriptions: 1 },
      { processDefinitionKey: two, activeSubscriptions: 1, processInstancesWithActiveSubscriptions: 1 },
    ]);
    const first = await statistics({ limit: 1 });
    expect([first.items, first.page.totalItems]).toEqual([all.items.slice(0, 1), 2]);
    const next = await statistics({ after: first.page.endCursor, limit: 5 });
    expect(next.items).toEqual(all.items.slice(1));
  });

  it('count instances by what went wrong; the number of an error finds them again', async () => {
    const { client } = server;
    const definition = await deploy(diagram('wrong', row(serviceTask('A', 'wrong-a'))));
    for (let n = 0; n < 4; n += 1) await create(definition);
    const failed = [];
    for (let n = 0; n < 3; n += 1) failed.push(await fail('wrong-a', '银行没有回应'));
    await fail('wrong-a', 'something else');
    const byError = await client.getProcessInstanceStatisticsByError(
      { sort: [{ field: 'activeInstancesWithErrorCount', order: 'DESC' }] },
      AT_ONCE,
    );
    const [most] = byError.items;
    expect(most).toMatchObject({ errorMessage: '银行没有回应', activeInstancesWithErrorCount: 3 });
    const errorHashCode = most?.errorHashCode ?? 0;
    const byDefinition = await client.getProcessInstanceStatisticsByDefinition({ filter: { errorHashCode } }, AT_ONCE);
    expect(byDefinition.items).toEqual([
      {
        processDefinitionId: 'wrong',
        processDefinitionKey: definition,
        processDefinitionName: 'wrong 流程',
        processDefinitionVersion: 1,
        tenantId: '<default>',
        activeInstancesWithErrorCount: 3,
      },
    ]);
    const found = await client.searchProcessInstances({ filter: { incidentErrorHashCode: errorHashCode } }, AT_ONCE);
    expect(found.items.map(({ processInstanceKey }) => processInstanceKey)).toEqual(
      failed.map(({ processInstanceKey }) => processInstanceKey),
    );
    await client.cancelProcessInstance({ processInstanceKey: failed[0]?.processInstanceKey as never });
    const after = await client.getProcessInstanceStatisticsByDefinition({ filter: { errorHashCode } }, AT_ONCE);
    expect(after.items).toMatchObject([{ activeInstancesWithErrorCount: 2 }]);
  });

  it.each([
    ['/incidents/statistics/process-instances-by-definition', {}],
    ['/process-definitions/statistics/process-instances-by-version', { filter: {} }],
    ['/process-definitions/1/statistics/element-instances', { filter: { color: 'red' } }],
  ])('%s needs the filter that says what to count', async (path, body) => {
    const reply = await server.send('POST', `/v2${path}`, body);
    expect([reply.status, reply.json['title']]).toEqual([400, 'INVALID_ARGUMENT']);
  });
});
