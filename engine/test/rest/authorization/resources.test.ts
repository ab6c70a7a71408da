import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import type { RestServer } from '../rest-server.js';
import { AT_ONCE } from '../rest-server.js';
import { addUser, grant, order, startWithUsers } from './world.js';

let server: RestServer;
let admin: CamundaClient;
/** Instances of the two processes, which are the same but for their names. */
const instances: Record<string, string> = {};
beforeAll(async () => {
  ({ server, admin } = await startWithUsers());
  await admin.createDeployment({
    resources: ['ours', 'theirs'].map((id) => new File([order(id)], `${id}.bpmn`)),
  });
  for (const id of ['ours', 'theirs']) {
    const created = await admin.createProcessInstance({ processDefinitionId: id as never, variables: { of: id } });
    instances[id] = created.processInstanceKey;
  }
});
afterAll(() => server.stop());

const refused = { status: 403 };
const start = (client: CamundaClient, id: string) => client.createProcessInstance({ processDefinitionId: id as never });
const activation = { type: 'work', worker: 'w', timeout: 600_000, maxJobsToActivate: 10, requestTimeout: -1 };

describe('rights on one process', () => {
  let clerk: CamundaClient;
  beforeAll(async () => {
    clerk = await addUser({ server, admin }, 'clerk');
    await grant(admin, 'clerk', [
      ['PROCESS_DEFINITION', 'ours', 'READ_PROCESS_INSTANCE', 'READ_PROCESS_DEFINITION', 'CREATE_PROCESS_INSTANCE'],
      ['MESSAGE', 'payment', 'CREATE'],
    ]);
  });

  it('do not reach another', async () => {
    const { processInstanceKey } = await start(clerk, 'ours');
    await expect(start(clerk, 'theirs')).rejects.toMatchObject(refused);
    const [theirs] = (await admin.searchProcessDefinitions({ filter: { processDefinitionId: 'theirs' } }, AT_ONCE))
      .items;
    const processDefinitionKey = theirs?.processDefinitionKey ?? ('' as never);
    await expect(clerk.createProcessInstance({ processDefinitionKey })).rejects.toMatchObject(refused);
    expect(await clerk.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'ACTIVE' });
    const foreign = { processInstanceKey: instances['theirs'] as never };
    await expect(clerk.getProcessInstance(foreign, AT_ONCE)).rejects.toMatchObject(refused);
    await expect(clerk.getProcessInstanceSequenceFlows(foreign, AT_ONCE)).rejects.toMatchObject(refused);
    // To read and to begin is not to end.
    await expect(clerk.cancelProcessInstance({ processInstanceKey })).rejects.toMatchObject(refused);
    await clerk.publishMessage({ name: 'payment', correlationKey: 'x', timeToLive: 0 });
    const other = clerk.publishMessage({ name: 'other', correlationKey: 'x', timeToLive: 0 });
    await expect(other).rejects.toMatchObject(refused);
  });

  it('show nothing else in any search, however it is asked', async () => {
    const paths = [
      'process-instances',
      'process-definitions',
      'element-instances',
      'variables',
      'jobs',
      'message-subscriptions',
    ];
    const authorization = `Basic ${btoa('clerk:password of clerk')}`;
    const ids = async (path: string, body: unknown) => {
      const { json } = await server.send('POST', `/v2/${path}/search`, body, { authorization });
      return [JSON.stringify(json['items']), (json['page'] as { totalItems: number }).totalItems] as const;
    };
    for (const path of paths) {
      const [items, total] = await ids(path, {});
      expect([path, items.includes('theirs')]).toEqual([path, false]);
      expect([path, total > 0]).toEqual([path, true]);
    }
    const theirs = { processDefinitionId: 'theirs' };
    for (const filter of [
      theirs,
      { $or: [theirs, { state: 'ACTIVE' }] },
      { $or: [theirs] },
      { processDefinitionId: { $neq: 'ours' } },
    ]) {
      const [items] = await ids('process-instances', { filter });
      expect(items).not.toContain('theirs');
    }
    // A cursor of somebody who sees more opens nothing.
    const { page } = await admin.searchProcessInstances(
      { sort: [{ field: 'processInstanceKey' }], page: { limit: 1 } },
      AT_ONCE,
    );
    const sort = [{ field: 'processInstanceKey' }];
    const [items] = await ids('process-instances', { sort, page: { after: page.endCursor } });
    expect(items).not.toContain('theirs');
  });

  it('do not let a signal through that would reach another', async () => {
    await grant(admin, 'clerk', [['PROCESS_DEFINITION', 'ours', 'UPDATE_PROCESS_INSTANCE']]);
    await expect(clerk.broadcastSignal({ signalName: 'fire' })).rejects.toMatchObject(refused);
    await clerk.broadcastSignal({ signalName: 'nobody listens' });
  });

  it('do not let an instance be migrated into another', async () => {
    const [theirs] = (await admin.searchProcessDefinitions({ filter: { processDefinitionId: 'theirs' } }, AT_ONCE))
      .items;
    const migration = clerk.migrateProcessInstance({
      processInstanceKey: instances['ours'] as never,
      targetProcessDefinitionKey: theirs?.processDefinitionKey ?? ('' as never),
      mappingInstructions: [{ sourceElementId: 'work' as never, targetElementId: 'work' as never }],
    });
    await expect(migration).rejects.toMatchObject(refused);
  });
});

describe('a worker of one process', () => {
  it('gets its jobs alone, and others do not wait behind it', async () => {
    const ours = await addUser({ server, admin }, 'worker-of-ours');
    const theirs = await addUser({ server, admin }, 'worker-of-theirs');
    await grant(admin, 'worker-of-ours', [['PROCESS_DEFINITION', 'ours', 'UPDATE_PROCESS_INSTANCE']]);
    await grant(admin, 'worker-of-theirs', [['PROCESS_DEFINITION', 'theirs', 'UPDATE_PROCESS_INSTANCE']]);
    const { jobs } = await ours.activateJobs(activation);
    expect(new Set(jobs.map(({ processDefinitionId }) => processDefinitionId))).toEqual(new Set(['ours']));
    const [foreign] = (await admin.activateJobs({ ...activation, maxJobsToActivate: 1 })).jobs;
    const jobKey = foreign?.jobKey ?? ('' as never);
    expect(foreign?.processDefinitionId).toBe('theirs');
    await expect(ours.completeJob({ jobKey })).rejects.toMatchObject(refused);
    await expect(ours.failJob({ jobKey, retries: 0 })).rejects.toMatchObject(refused);
    await theirs.completeJob({ jobKey });

    const held = ours.activateJobs({ ...activation, requestTimeout: 20_000 });
    const heldToo = theirs.activateJobs({ ...activation, requestTimeout: 20_000 });
    await start(admin, 'theirs');
    expect((await heldToo).jobs).toMatchObject([{ processDefinitionId: 'theirs' }]);
    // The first one is still waiting, and somebody without bounds is not held up by it.
    await start(admin, 'theirs');
    expect((await admin.activateJobs(activation)).jobs).toMatchObject([{ processDefinitionId: 'theirs' }]);
    await start(admin, 'ours');
    expect((await held).jobs).toMatchObject([{ processDefinitionId: 'ours' }]);
  });

  it('is given nothing when it has no process at all', async () => {
    const idle = await addUser({ server, admin }, 'idle');
    await start(admin, 'ours');
    expect((await idle.activateJobs(activation)).jobs).toEqual([]);
    expect((await admin.activateJobs(activation)).jobs).toHaveLength(1);
  });
});

describe('other resources', () => {
  it('are protected by name, and by what is done to them', async () => {
    const keeper = await addUser({ server, admin }, 'keeper');
    await grant(admin, 'keeper', [
      ['CLUSTER_VARIABLE', 'MINE', 'CREATE', 'READ', 'DELETE'],
      ['ROLE', 'mine', 'READ', 'UPDATE'],
      ['RESOURCE', 'ours', 'DELETE_PROCESS'],
    ]);
    await keeper.createGlobalClusterVariable({ name: 'MINE', value: {} });
    await expect(keeper.createGlobalClusterVariable({ name: 'OTHER', value: {} })).rejects.toMatchObject(refused);
    await expect(keeper.updateGlobalClusterVariable({ name: 'MINE', value: {} })).rejects.toMatchObject(refused);
    await admin.createGlobalClusterVariable({ name: 'OTHER', value: {} });
    const found = await keeper.searchClusterVariables({}, AT_ONCE);
    expect(found.items.map(({ name }) => name)).toEqual(['MINE']);
    await admin.createRole({ roleId: 'mine', name: 'mine' });
    expect((await keeper.searchRoles({}, AT_ONCE)).items).toHaveLength(1);
    const promotion = keeper.assignRoleToUser({ roleId: 'admin', username: 'keeper' as never });
    await expect(promotion).rejects.toMatchObject(refused);
    const [theirs] = (await admin.searchProcessDefinitions({ filter: { processDefinitionId: 'theirs' } }, AT_ONCE))
      .items;
    const deletion = keeper.deleteResource({ resourceKey: theirs?.processDefinitionKey ?? ('' as never) });
    await expect(deletion).rejects.toMatchObject(refused);
  });

  it('do not lose their history to somebody who may only delete the definition', async () => {
    const cleaner = await addUser({ server, admin }, 'cleaner');
    await grant(admin, 'cleaner', [['RESOURCE', 'ours', 'DELETE_PROCESS']]);
    const [ours] = (await admin.searchProcessDefinitions({ filter: { processDefinitionId: 'ours' } }, AT_ONCE)).items;
    const resourceKey = ours?.processDefinitionKey ?? ('' as never);
    await expect(cleaner.deleteResource({ resourceKey, deleteHistory: true })).rejects.toMatchObject(refused);
    await cleaner.deleteResource({ resourceKey });
  });

  it('are named in the refusal, as Camunda does', async () => {
    const authorization = `Basic ${btoa('keeper:password of keeper')}`;
    const reply = await server.send('GET', '/v2/roles/admin', undefined, { authorization });
    expect(reply.json['detail']).toBe(
      "Insufficient permissions to perform operation 'READ' on resource 'ROLE', required resource identifiers are one of '[*, admin]'",
    );
  });
});
