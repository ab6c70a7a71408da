import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { Engine } from '../../engine.js';
import { GROUP } from '../../identity/kinds.js';
import { diagram, end, flows, start, task, userTask } from '../core/diagram.js';
import { decision, dmn, literal } from '../dmn/dmn.js';
import { addUser, grant, startWithUsers } from './authorization/world.js';
import { only } from './every-operation/scenario.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
let admin: CamundaClient;
beforeAll(async () => {
  ({ server, admin } = await startWithUsers());
  const file = (id: string, ...body: string[]) => new File([diagram(id, body.join(''))], `${id}.bpmn`);
  const denied =
    '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="judge" /></zeebe:taskListeners>';
  await admin.createDeployment({
    resources: [
      file('work', start(), task('job'), end(), flows('s -> job\njob -> e')),
      file('sign', start(), userTask('form'), end(), flows('s -> form\nform -> e')),
      file('judged', start(), userTask('form', denied), end(), flows('s -> form\nform -> e')),
    ],
  });
});
afterAll(() => server.stop());

const begin = (id: string) => admin.createProcessInstance({ processDefinitionId: id as never });
const taskOf = async (processInstanceKey: string) =>
  only((await admin.searchUserTasks({ filter: { processInstanceKey: processInstanceKey as never } }, AT_ONCE)).items);

/** Operation, kind of entity and result of what is told, in the order in which it was done. */
async function told(filter: object): Promise<string[]> {
  const { items } = await admin.searchAuditLogs({ filter, sort: [{ field: 'auditLogKey' }] }, AT_ONCE);
  return items.map(({ operationType, entityType, result }) => `${operationType} ${entityType} ${result}`);
}

describe('the audit log tells', () => {
  it('who has done what to an instance', async () => {
    const { processInstanceKey, processDefinitionKey } = await begin('work');
    await admin.createElementInstanceVariables({
      elementInstanceKey: processInstanceKey as never,
      variables: { a: 1 },
    });
    await admin.createElementInstanceVariables({
      elementInstanceKey: processInstanceKey as never,
      variables: { a: 2 },
    });
    const [waiting] = (
      await admin.searchElementInstances({ filter: { processInstanceKey, elementId: 'job' as never } }, AT_ONCE)
    ).items;
    await admin.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [{ elementId: 'job' as never }],
      terminateInstructions: [{ elementInstanceKey: waiting?.elementInstanceKey ?? ('' as never) }],
    });
    await admin.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processDefinitionKey,
      mappingInstructions: [{ sourceElementId: 'job' as never, targetElementId: 'job' as never }],
    });
    const { jobs } = await admin.activateJobs({
      type: 'job',
      timeout: 60_000,
      maxJobsToActivate: 9,
      requestTimeout: -1,
    });
    for (const { jobKey } of jobs) await admin.failJob({ jobKey, retries: 0 });
    const [incident] = (await admin.searchIncidents({ filter: { processInstanceKey } }, AT_ONCE)).items;
    const incidentKey = incident?.incidentKey ?? ('' as never);
    await expect(admin.resolveIncident({ incidentKey })).rejects.toMatchObject({ status: 409 });
    for (const { jobKey } of jobs) await admin.updateJob({ jobKey, changeset: { retries: 1 } });
    await admin.resolveIncident({ incidentKey });
    await admin.cancelProcessInstance({ processInstanceKey });
    expect(await told({ processInstanceKey })).toEqual([
      'CREATE PROCESS_INSTANCE SUCCESS',
      'CREATE VARIABLE SUCCESS',
      'UPDATE VARIABLE SUCCESS',
      'MODIFY PROCESS_INSTANCE SUCCESS',
      'MIGRATE PROCESS_INSTANCE SUCCESS',
      'RESOLVE INCIDENT FAIL',
      'RESOLVE INCIDENT SUCCESS',
      'CANCEL PROCESS_INSTANCE SUCCESS',
    ]);
    const { items } = await admin.searchAuditLogs({ filter: { processInstanceKey } }, AT_ONCE);
    for (const item of items)
      expect(item).toMatchObject({
        actorId: 'root',
        actorType: 'USER',
        tenantId: '<default>',
        category: 'DEPLOYED_RESOURCES',
        processDefinitionId: 'work',
        processDefinitionKey,
        rootProcessInstanceKey: processInstanceKey,
      });
  });

  it('how the change of a task came out, once its listeners have spoken', async () => {
    const { processInstanceKey } = await begin('judged');
    const { userTaskKey } = await taskOf(processInstanceKey);
    const about = { userTaskKey };
    await admin.assignUserTask({ userTaskKey, assignee: 'ann' });
    await admin.unassignUserTask({ userTaskKey });
    await admin.updateUserTask({ userTaskKey, changeset: { priority: 7 } });
    const before = ['ASSIGN USER_TASK SUCCESS', 'UNASSIGN USER_TASK SUCCESS', 'UPDATE USER_TASK SUCCESS'];
    const verdict = async (denied: boolean) => {
      const completion = admin.completeUserTask({ userTaskKey }).then(
        () => 204,
        (error: unknown) => (error as { status: number }).status,
      );
      const [job] = (
        await admin.activateJobs({ type: 'judge', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 20_000 })
      ).jobs;
      // Undecided: nothing to tell.
      expect(await told(about)).toEqual(denied ? before : [...before, 'COMPLETE USER_TASK FAIL']);
      await admin.completeJob({ jobKey: job?.jobKey ?? ('' as never), result: { type: 'userTask', denied } });
      return completion;
    };
    expect(await verdict(true)).toBe(409);
    expect(await verdict(false)).toBe(204);
    const all = [...before, 'COMPLETE USER_TASK FAIL', 'COMPLETE USER_TASK SUCCESS'];
    expect(await told(about)).toEqual(all);
    const own = await admin.searchUserTaskAuditLogs(
      { userTaskKey, sort: [{ field: 'auditLogKey' }], filter: { actorId: 'root' } },
      AT_ONCE,
    );
    expect(own.items[0]).toMatchObject({ relatedEntityKey: 'ann', relatedEntityType: 'USER', entityKey: userTaskKey });
    expect(own.page.totalItems).toBe(all.length);
  });

  it('which change of a task its state has not allowed, and no mistakes', async () => {
    const { processInstanceKey } = await begin('sign');
    const { userTaskKey } = await taskOf(processInstanceKey);
    await admin.assignUserTask({ userTaskKey, assignee: 'ann' });
    const claim = admin.assignUserTask({ userTaskKey, assignee: 'bob', allowOverride: false });
    await expect(claim).rejects.toMatchObject({ status: 409 });
    const mistake = admin.updateUserTask({ userTaskKey, changeset: { priority: 101 } });
    await expect(mistake).rejects.toMatchObject({ status: 400 });
    await admin.completeUserTask({ userTaskKey });
    await expect(admin.completeUserTask({ userTaskKey })).rejects.toMatchObject({ status: 404 });
    const all = ['ASSIGN USER_TASK SUCCESS', 'ASSIGN USER_TASK FAIL', 'COMPLETE USER_TASK SUCCESS'];
    expect(await told({ userTaskKey })).toEqual(all);
  });

  it('what was deployed, evaluated, deleted and begun in batches', async () => {
    const filter = { timestamp: { $gte: new Date().toISOString() } };
    await admin.createDeployment({
      resources: [
        new File([dmn(decision('dish', literal('1')), 'menu', 'Menu')], 'menu.dmn'),
        new File([JSON.stringify({ id: 'f', type: 'default', components: [] })], 'f.form'),
        new File(['{"id":"robot"}'], 'robot.rpa'),
      ],
    });
    await admin.evaluateDecision({ decisionDefinitionId: 'dish' as never });
    const { items } = await admin.searchAuditLogs({ filter: { ...filter, entityDescription: 'robot.rpa' } }, AT_ONCE);
    await admin.deleteResource({ resourceKey: only(items).resourceKey as never });
    const { batchOperationKey } = await admin.cancelProcessInstancesBatchOperation({
      filter: { processDefinitionId: 'nothing' },
    });
    expect(await told(filter)).toEqual([
      'CREATE RESOURCE SUCCESS',
      'CREATE DECISION SUCCESS',
      'CREATE RESOURCE SUCCESS',
      'CREATE RESOURCE SUCCESS',
      'EVALUATE DECISION SUCCESS',
      'DELETE RESOURCE SUCCESS',
      'CREATE BATCH SUCCESS',
    ]);
    const batch = await admin.searchAuditLogs({ filter: { entityKey: batchOperationKey as never } }, AT_ONCE);
    expect(only(batch.items)).toMatchObject({
      batchOperationKey,
      batchOperationType: 'CANCEL_PROCESS_INSTANCE',
      tenantId: null,
    });
  });

  it('what an administrator does to identities, and nothing of what was refused', async () => {
    const name = 'audited';
    const member = { groupId: name, username: name as never };
    await admin.createUser({ username: name, password: 'secret' });
    await admin.updateUser({ username: name as never, name: 'A' });
    await admin.createGroup({ groupId: name, name });
    await admin.assignUserToGroup(member);
    await expect(admin.assignUserToGroup(member)).rejects.toMatchObject({ status: 409 });
    await expect(admin.createGroup({ groupId: name, name })).rejects.toMatchObject({ status: 409 });
    await admin.unassignUserFromGroup(member);
    const owner = { ownerId: name, ownerType: 'USER' as const };
    const right = { ...owner, resourceType: 'SYSTEM' as const, resourceId: '*', permissionTypes: ['READ' as const] };
    const { authorizationKey } = await admin.createAuthorization(right);
    await admin.updateAuthorization({ ...right, authorizationKey, permissionTypes: ['UPDATE'] });
    await admin.deleteAuthorization({ authorizationKey });
    await admin.deleteGroup({ groupId: name });
    await expect(admin.deleteGroup({ groupId: name })).rejects.toMatchObject({ status: 404 });
    await admin.deleteUser({ username: name as never });
    expect(await told({ category: 'ADMIN', entityKey: { $in: [name, authorizationKey] } })).toEqual([
      'CREATE USER SUCCESS',
      'UPDATE USER SUCCESS',
      'CREATE GROUP SUCCESS',
      'ASSIGN GROUP SUCCESS',
      'UNASSIGN GROUP SUCCESS',
      'CREATE AUTHORIZATION SUCCESS',
      'UPDATE AUTHORIZATION SUCCESS',
      'DELETE AUTHORIZATION SUCCESS',
      'DELETE GROUP SUCCESS',
      'DELETE USER SUCCESS',
    ]);
    const { items } = await admin.searchAuditLogs(
      { filter: { operationType: 'ASSIGN', entityKey: name as never } },
      AT_ONCE,
    );
    expect(only(items)).toMatchObject({ relatedEntityKey: name, relatedEntityType: 'USER', tenantId: null });
    expect(JSON.stringify((await admin.searchAuditLogs({}, AT_ONCE)).items)).not.toContain('secret');
  });

  it('nothing of what workers do', async () => {
    await begin('work');
    const before = (await admin.searchAuditLogs({}, AT_ONCE)).page.totalItems;
    const { jobs } = await admin.activateJobs({
      type: 'job',
      timeout: 60_000,
      maxJobsToActivate: 9,
      requestTimeout: -1,
    });
    expect(jobs).not.toHaveLength(0);
    for (const { jobKey } of jobs) await admin.completeJob({ jobKey });
    expect((await admin.searchAuditLogs({}, AT_ONCE)).page.totalItems).toBe(before);
  });
});

describe('the audit log is read', () => {
  const seen = async (client: CamundaClient) => {
    const { items } = await client.searchAuditLogs({ page: { limit: 10_000 } }, AT_ONCE);
    return new Set(items.map(({ category, processDefinitionId }) => `${category} ${String(processDefinitionId)}`));
  };

  it('by category, or by who may read what it is about', async () => {
    const { processInstanceKey } = await begin('sign');
    const { userTaskKey } = await taskOf(processInstanceKey);
    await admin.assignUserTask({ userTaskKey, assignee: 'ann' });
    const everyone = await Promise.all(
      (
        [
          ['warden', 'AUDIT_LOG', 'ADMIN', 'READ'],
          ['keeper', 'PROCESS_DEFINITION', 'sign', 'READ_PROCESS_INSTANCE'],
          ['clerk', 'PROCESS_DEFINITION', 'sign', 'READ_USER_TASK'],
        ] as const
      ).map(async ([name, ...right]) => {
        const client = await addUser({ server, admin }, name);
        await grant(admin, name, [right]);
        return client;
      }),
    );
    const [warden, keeper, clerk] = everyone as [CamundaClient, CamundaClient, CamundaClient];
    expect(await seen(warden)).toEqual(new Set(['ADMIN null']));
    expect(await seen(keeper)).toEqual(new Set(['DEPLOYED_RESOURCES sign', 'USER_TASKS sign']));
    expect(await seen(clerk)).toEqual(new Set(['USER_TASKS sign']));
    expect([...(await seen(admin))]).toEqual(expect.arrayContaining(['ADMIN null', 'DEPLOYED_RESOURCES work']));

    const created = { operationType: 'CREATE' as const, processInstanceKey };
    const { auditLogKey } = only((await admin.searchAuditLogs({ filter: created }, AT_ONCE)).items);
    expect(await keeper.getAuditLog({ auditLogKey }, AT_ONCE)).toMatchObject(created);
    for (const stranger of [warden, clerk])
      await expect(stranger.getAuditLog({ auditLogKey }, AT_ONCE)).rejects.toMatchObject({ status: 403 });
    expect((await clerk.searchUserTaskAuditLogs({ userTaskKey }, AT_ONCE)).page.totalItems).toBe(1);
    await expect(warden.searchUserTaskAuditLogs({ userTaskKey }, AT_ONCE)).rejects.toMatchObject({ status: 403 });
  });
});

describe('the audit log keeps', () => {
  it('an entry with what it tells of: both or nothing', async () => {
    const { identity, pool } = server.engine;
    await pool.query(`ALTER TABLE engine.audit_log ADD CONSTRAINT no_mallory CHECK (entity_key <> 'mallory')`);
    await expect(identity.create(GROUP, 'mallory', { name: 'M' }, 'root')).rejects.toThrow(/no_mallory/);
    await expect(admin.getGroup({ groupId: 'mallory' }, AT_ONCE)).rejects.toMatchObject({ status: 404 });
    // The connection that failed is as good as before.
    await pool.query('ALTER TABLE engine.audit_log DROP CONSTRAINT no_mallory');
    await admin.createGroup({ groupId: 'mallory', name: 'M' });
    expect(await told({ entityKey: 'mallory' })).toEqual(['CREATE GROUP SUCCESS']);
  });

  it('who asked for a change that waits for its listeners over a restart', async () => {
    const other = await startRest();
    try {
      const listener =
        '<zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="ask" /></zeebe:taskListeners>';
      const body = start() + userTask('form', listener) + end() + flows('s -> form\nform -> e');
      await other.deploy({ 'asked.bpmn': diagram('asked', body) });
      await other.client.createProcessInstance({ processDefinitionId: 'asked' as never });
      const { userTaskKey } = only((await other.client.searchUserTasks({}, AT_ONCE)).items);
      void other.engine.assignUserTask({ userTaskKey, assignee: 'ann', actor: 'boss' }).catch(() => undefined);
      await other.closeEngine();
      const engine = await Engine.open({ databaseUrl: other.databaseUrl });
      const jobs = await engine.activateJobs({ type: 'ask', worker: 'w', timeout: 60_000, maxJobsToActivate: 1 });
      await engine.completeJob({ jobKey: only(jobs).jobKey });
      const { rows } = await engine.pool.query('SELECT actor_id, operation_type, result FROM engine.audit_log');
      await engine.close();
      expect(rows).toEqual([{ actor_id: 'boss', operation_type: 'ASSIGN', result: 'SUCCESS' }]);
    } finally {
      await other.stop();
    }
  });
});

describe('nothing is told', () => {
  it('of users whom the embedding application knows', async () => {
    const other = await startRest({ users: { demo: { password: 'demo' } } });
    try {
      const demo = other.clientOf('demo', 'demo');
      const body = start() + userTask('form') + end() + flows('s -> form\nform -> e');
      await demo.createDeployment({ resources: [new File([diagram('p', body)], 'p.bpmn')] });
      await demo.createProcessInstance({ processDefinitionId: 'p' as never });
      const { userTaskKey } = only((await demo.searchUserTasks({}, AT_ONCE)).items);
      await demo.assignUserTask({ userTaskKey, assignee: 'demo' });
      await demo.completeUserTask({ userTaskKey });
      await demo.createUser({ username: 'u', password: 'p' });
      expect((await demo.searchAuditLogs({}, AT_ONCE)).items).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
