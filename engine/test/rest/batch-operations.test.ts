import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { diagram, row, serviceTask } from './diagrams.js';
import { whileNothingIsFound } from './batches.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

/** Deploys start → A → B → end under this id, and starts so many instances. */
async function started(id: string, count: number) {
  const xml = diagram(id, row(serviceTask('A', `${id}-a`), serviceTask('B', `${id}-b`)));
  const { processes } = await server.client.createDeployment({ resources: [new File([xml], `${id}.bpmn`)] });
  const processDefinitionKey = processes[0]?.processDefinitionKey;
  if (processDefinitionKey === undefined) throw new Error('nothing deployed');
  const keys: string[] = [];
  for (let n = 0; n < count; n += 1)
    keys.push((await server.client.createProcessInstance({ processDefinitionKey })).processInstanceKey);
  return { keys, processDefinitionKey, filter: { processDefinitionId: id } };
}

/** The operation once nothing is left to do for it. */
async function ended(batchOperationKey: string) {
  for (;;) {
    const found = await server.client.getBatchOperation({ batchOperationKey: batchOperationKey as never }, AT_ONCE);
    if (found.endDate !== null) return found;
    await turn();
  }
}

async function itemsOf(batchOperationKey: string) {
  const filter = { batchOperationKey };
  const sort = [{ field: 'itemKey' as const }];
  return (await server.client.searchBatchOperationItems({ filter, sort }, AT_ONCE)).items;
}

const states = async (keys: readonly string[]) =>
  Promise.all(
    keys.map(
      async (key) => (await server.client.getProcessInstance({ processInstanceKey: key as never }, AT_ONCE)).state,
    ),
  );

describe('a batch operation', () => {
  it('cancels every active root instance that the filter finds, and no other', async () => {
    const { client } = server;
    const { keys, filter } = await started('cancelled', 3);
    const others = await started('spared', 1);
    await client.cancelProcessInstance({ processInstanceKey: keys[0] as never });
    const created = await client.cancelProcessInstancesBatchOperation({ filter: { ...filter, state: 'COMPLETED' } });
    expect(created.batchOperationType).toBe('CANCEL_PROCESS_INSTANCE');
    // The state that the filter asks for is ignored: only active instances can be cancelled.
    expect(await ended(created.batchOperationKey)).toMatchObject({
      state: 'COMPLETED',
      operationsTotalCount: 2,
      operationsCompletedCount: 2,
      operationsFailedCount: 0,
      actorType: 'ANONYMOUS',
      actorId: null,
      errors: [],
    });
    expect(await states([...keys, ...others.keys])).toEqual(['TERMINATED', 'TERMINATED', 'TERMINATED', 'ACTIVE']);
    const items = await itemsOf(created.batchOperationKey);
    expect(items.map(({ itemKey, processInstanceKey, state }) => [itemKey, processInstanceKey, state])).toEqual(
      keys.slice(1).map((key) => [key, key, 'COMPLETED']),
    );
    const byBatch = await client.searchProcessInstances(
      { filter: { batchOperationKey: created.batchOperationKey }, sort: [{ field: 'processInstanceKey' }] },
      AT_ONCE,
    );
    expect(byBatch.items.map(({ processInstanceKey }) => processInstanceKey)).toEqual(keys.slice(1));
  });

  it('migrates; an instance that cannot go over is noted with the reason, and the others go on', async () => {
    const { client } = server;
    const { keys, filter } = await started('migrated', 3);
    const target = await started('migrated-target', 0);
    const [first] = keys;
    await client.modifyProcessInstance({
      processInstanceKey: first as never,
      activateInstructions: [{ elementId: 'B' as never }],
    });
    const { batchOperationKey } = await client.migrateProcessInstancesBatchOperation({
      filter,
      migrationPlan: {
        targetProcessDefinitionKey: target.processDefinitionKey,
        mappingInstructions: [{ sourceElementId: 'A' as never, targetElementId: 'A' as never }],
      },
    });
    expect(await ended(batchOperationKey)).toMatchObject({
      state: 'COMPLETED',
      operationsTotalCount: 3,
      operationsCompletedCount: 2,
      operationsFailedCount: 1,
    });
    const [failed, ...done] = await itemsOf(batchOperationKey);
    expect(failed).toMatchObject({
      state: 'FAILED',
      itemKey: first,
      errorMessage: expect.stringContaining("no mapping instruction was provided for active element with id 'B'"),
    });
    expect(done).toMatchObject([{ state: 'COMPLETED', errorMessage: null }, { state: 'COMPLETED' }]);
    const moved = await client.searchProcessInstances({ filter: { processDefinitionId: 'migrated-target' } }, AT_ONCE);
    expect(moved.page.totalItems).toBe(2);
    const failures = await client.searchBatchOperationItems(
      { filter: { batchOperationKey, state: 'FAILED', operationType: 'MIGRATE_PROCESS_INSTANCE' } },
      AT_ONCE,
    );
    expect(failures.items).toHaveLength(1);
  });

  it('moves the tokens of an element in all instances', async () => {
    const { client } = server;
    const { keys, filter } = await started('moved', 2);
    const { batchOperationKey } = await client.modifyProcessInstancesBatchOperation({
      filter,
      moveInstructions: [{ sourceElementId: 'A' as never, targetElementId: 'B' as never }],
    });
    expect(await ended(batchOperationKey)).toMatchObject({ state: 'COMPLETED', operationsCompletedCount: 2 });
    const jobs = await client.searchJobs({ filter: { type: 'moved-b', state: 'CREATED' } }, AT_ONCE);
    expect(jobs.items.map(({ processInstanceKey }) => processInstanceKey).sort()).toEqual([...keys].sort());
  });

  it('resolves incidents, with one more try for jobs that have none left', async () => {
    const { client } = server;
    const { filter } = await started('resolved', 2);
    const request = { type: 'resolved-a', timeout: 60_000, maxJobsToActivate: 9, requestTimeout: -1, worker: 'w' };
    const fail = async () => {
      const { jobs } = await client.activateJobs(request);
      for (const { jobKey } of jobs) await client.failJob({ jobKey, retries: 0, errorMessage: 'no' });
      return jobs.length;
    };
    expect(await fail()).toBe(2);
    const incidents = (await client.searchIncidents({ filter: { processDefinitionId: 'resolved' } }, AT_ONCE)).items;
    const { batchOperationKey } = await client.resolveIncidentsBatchOperation({ filter });
    expect(await ended(batchOperationKey)).toMatchObject({ state: 'COMPLETED', operationsCompletedCount: 2 });
    const items = await itemsOf(batchOperationKey);
    expect(items.map(({ itemKey }) => itemKey)).toEqual(incidents.map(({ incidentKey }) => incidentKey).sort());
    expect(await fail()).toBe(2);
  });

  it('resolves the incidents of one instance and of those it has called', async () => {
    const { client } = server;
    await started('callee', 0);
    const call = `<bpmn:callActivity id="Call"><bpmn:extensionElements><zeebe:calledElement processId="callee" /></bpmn:extensionElements></bpmn:callActivity>`;
    const resources = [new File([diagram('caller', row({ id: 'Call', xml: call }))], 'caller.bpmn')];
    await client.createDeployment({ resources });
    const [first, second] = [1, 2].map(() => client.createProcessInstance({ processDefinitionId: 'caller' as never }));
    const keys = [(await first)?.processInstanceKey, (await second)?.processInstanceKey];
    const request = { type: 'callee-a', timeout: 60_000, maxJobsToActivate: 9, requestTimeout: -1, worker: 'w' };
    for (const { jobKey } of (await client.activateJobs(request)).jobs) await client.failJob({ jobKey, retries: 0 });
    const { batchOperationKey } = await client.resolveProcessInstanceIncidents({
      processInstanceKey: keys[0] as never,
    });
    expect(await ended(batchOperationKey)).toMatchObject({ operationsTotalCount: 1, operationsCompletedCount: 1 });
    const hasIncident = async (key: string | undefined) =>
      (await client.getProcessInstance({ processInstanceKey: key as never }, AT_ONCE)).hasIncident;
    expect([await hasIncident(keys[0]), await hasIncident(keys[1])]).toEqual([false, true]);
    const unknown = await server.send('POST', '/v2/process-instances/1/incident-resolution');
    expect(unknown.status).toBe(404);
  });

  it('deletes ended instances, and leaves those that run', async () => {
    const { client } = server;
    const { keys, filter } = await started('deleted', 3);
    for (const key of keys.slice(1)) await client.cancelProcessInstance({ processInstanceKey: key as never });
    const { batchOperationKey } = await client.deleteProcessInstancesBatchOperation({ filter });
    expect(await ended(batchOperationKey)).toMatchObject({ operationsTotalCount: 2, operationsCompletedCount: 2 });
    const left = await client.searchProcessInstances({ filter }, AT_ONCE);
    expect(left.items.map(({ processInstanceKey }) => processInstanceKey)).toEqual(keys.slice(0, 1));
    expect(await itemsOf(batchOperationKey)).toMatchObject([{ state: 'COMPLETED' }, { state: 'COMPLETED' }]);
  });

  it('that finds nothing is complete, and does not touch what is started later', async () => {
    const { client } = server;
    const { batchOperationKey } = await client.cancelProcessInstancesBatchOperation({
      filter: { processDefinitionId: 'later' },
    });
    const { keys } = await started('later', 1);
    expect(await ended(batchOperationKey)).toMatchObject({ state: 'COMPLETED', operationsTotalCount: 0 });
    expect(await states(keys)).toEqual(['ACTIVE']);
  });

  it('whose filter cannot be compared with anything fails with the reason', async () => {
    const { batchOperationKey } = await server.client.cancelProcessInstancesBatchOperation({
      filter: { processInstanceKey: '9999999999999999999' as never },
    });
    expect(await ended(batchOperationKey)).toMatchObject({
      state: 'FAILED',
      errors: [{ partitionId: 1, type: 'QUERY_FAILED', message: expect.stringContaining('out of range') }],
    });
  });
});

describe('on the wire', () => {
  it.each([
    ['no filter', {}],
    ['an empty filter', { filter: {} }],
    ['a filter of empty lists only', { filter: { tags: [], processInstanceKey: { $in: [] }, $or: [{}] } }],
    ['an unknown field', { filter: { color: 'red' } }],
  ])('%s is refused: nothing is done to everything', async (_what, body) => {
    const { keys } = await started('refused', 1);
    for (const what of ['cancellation', 'deletion', 'incident-resolution', 'migration', 'modification']) {
      const plan = {
        migrationPlan: { targetProcessDefinitionKey: '1', mappingInstructions: [] },
        moveInstructions: [{ sourceElementId: 'A', targetElementId: 'B' }],
      };
      const reply = await server.send('POST', `/v2/process-instances/${what}`, { ...plan, ...body });
      expect([what, reply.status, reply.json['title']]).toEqual([what, 400, 'INVALID_ARGUMENT']);
    }
    expect(await states(keys)).toEqual(['ACTIVE']);
  });

  it('an operation is stopped for now, goes on, is stopped for good; and each only where it makes sense', async () => {
    const { client } = server;
    const { keys, filter } = await started('stopped', 3);
    const state = async (batchOperationKey: string) =>
      (await client.getBatchOperation({ batchOperationKey: batchOperationKey as never }, AT_ONCE)).state;
    const change = async (key: string, what: string) =>
      (await server.send('POST', `/v2/batch-operations/${key}/${what}`)).status;
    const [kept, dropped] = await whileNothingIsFound(server, async () => {
      const { batchOperationKey } = await client.cancelProcessInstancesBatchOperation({ filter });
      expect(await state(batchOperationKey)).toBe('CREATED');
      expect(await change(batchOperationKey, 'resumption')).toBe(409);
      await client.suspendBatchOperation({ batchOperationKey });
      expect(await change(batchOperationKey, 'suspension')).toBe(409);
      const other = await client.cancelProcessInstancesBatchOperation({ filter });
      await client.cancelBatchOperation(other);
      return [batchOperationKey, other.batchOperationKey];
    });
    expect([await state(kept), await state(dropped)]).toEqual(['SUSPENDED', 'CANCELED']);
    expect(await states(keys)).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
    await client.resumeBatchOperation({ batchOperationKey: kept });
    expect(await ended(kept)).toMatchObject({ state: 'COMPLETED', operationsCompletedCount: 3 });
    for (const what of ['suspension', 'resumption', 'cancellation'])
      for (const key of [kept, dropped, '1']) expect([what, await change(key, what)]).toEqual([what, 404]);
  });

  it('both names of the batch operation in one filter contradict each other', async () => {
    const reply = await server.send('POST', '/v2/process-instances/search', {
      filter: { batchOperationId: '1', batchOperationKey: '1' },
    });
    expect(reply.status).toBe(400);
  });
});
