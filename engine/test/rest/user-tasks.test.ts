import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { diagram, row, userTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
let client: CamundaClient;

const GUARDED = `
  <zeebe:formDefinition formId="review" />
  <zeebe:assignmentDefinition candidateGroups="reviewers,chiefs" candidateUsers="user-1" />
  <zeebe:taskSchedule dueDate="2030-01-31T09:00:00+08:00" />
  <zeebe:priorityDefinition priority="70" />
  <zeebe:taskHeaders><zeebe:header key="act" value="review" /></zeebe:taskHeaders>
  <zeebe:taskListeners>
    <zeebe:taskListener eventType="assigning" type="guard-assignment" />
    <zeebe:taskListener eventType="completing" type="guard-completion" />
  </zeebe:taskListeners>`;

beforeAll(async () => {
  server = await startRest();
  client = server.client;
  await server.deploy({
    'review.form': JSON.stringify({ id: 'review', type: 'default', components: [] }),
    'guarded.bpmn': diagram('guarded', row(userTask('Review', GUARDED))),
    'plain.bpmn': diagram('plain', row(userTask('Do'))),
  });
});
afterAll(() => server.stop());

async function newTask(processId: 'guarded' | 'plain', variables: Record<string, unknown> = {}) {
  const { processInstanceKey } = await client.createProcessInstance({
    processDefinitionId: processId as never,
    variables,
  });
  const [task] = (await client.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items;
  if (task === undefined) throw new Error('no task');
  return task;
}

const read = (userTaskKey: never) => client.getUserTask({ userTaskKey }, AT_ONCE);

/** A guard answers the next listener job of its type. */
async function guard(type: string, result: Record<string, unknown>) {
  const request = { type, worker: 'guard', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 5_000 };
  const [job] = (await client.activateJobs(request)).jobs;
  if (job === undefined) throw new Error(`no job ${type}`);
  await client.completeJob({ jobKey: job.jobKey, result: { type: 'userTask', ...result } as never });
  return job;
}

describe('a user task', () => {
  it('carries what the diagram says', async () => {
    const task = await newTask('guarded');
    expect(task).toMatchObject({
      name: 'Review',
      state: 'CREATED',
      assignee: null,
      candidateGroups: ['reviewers', 'chiefs'],
      candidateUsers: ['user-1'],
      priority: 70,
      customHeaders: { act: 'review' },
      processName: 'guarded 流程',
    });
    expect(Date.parse(task.dueDate ?? '')).toBe(Date.parse('2030-01-31T01:00:00Z'));
    expect(await client.getUserTaskForm({ userTaskKey: task.userTaskKey }, AT_ONCE)).toMatchObject({
      formId: 'review',
      formKey: task.formKey,
    });
  });

  it('has no form: 204 without a body', async () => {
    const task = await newTask('plain');
    const reply = await server.send('GET', `/v2/user-tasks/${task.userTaskKey}/form`);
    expect([reply.status, reply.text]).toEqual([204, '']);
  });

  it('is assigned to whom the guard says', async () => {
    const { userTaskKey } = await newTask('guarded');
    const assigning = client.assignUserTask({ userTaskKey, assignee: 'user-1' });
    const job = await guard('guard-assignment', { denied: false, corrections: { assignee: 'user-2', priority: 80 } });
    expect(job).toMatchObject({
      kind: 'TASK_LISTENER',
      listenerEventType: 'ASSIGNING',
      userTask: { userTaskKey, assignee: 'user-1', action: 'assign', candidateGroups: ['reviewers', 'chiefs'] },
    });
    await assigning;
    expect(await read(userTaskKey as never)).toMatchObject({ assignee: 'user-2', priority: 80, state: 'CREATED' });
  });

  it('is not completed when the guard denies; the caller learns why', async () => {
    const task = await newTask('guarded');
    const path = `/v2/user-tasks/${task.userTaskKey}/completion`;
    const completing = server.send('POST', path, { variables: { verdict: 'approved' } });
    await guard('guard-completion', { denied: true, deniedReason: '审批人与经办人不得为同一人' });
    const reply = await completing;
    expect(reply.status).toBe(409);
    expect(reply.json).toMatchObject({
      title: 'INVALID_STATE',
      detail: expect.stringContaining('审批人与经办人不得为同一人'),
    });
    expect(await read(task.userTaskKey as never)).toMatchObject({ state: 'CREATED', completionDate: null });
    const variables = await client.searchVariables(
      { filter: { processInstanceKey: task.processInstanceKey } },
      AT_ONCE,
    );
    expect(variables.items).toEqual([]);
    const denied = await client.searchJobs({ filter: { isDenied: true } }, AT_ONCE);
    expect(denied.items).toMatchObject([{ deniedReason: '审批人与经办人不得为同一人', state: 'COMPLETED' }]);

    const again = client.completeUserTask({ userTaskKey: task.userTaskKey, variables: { verdict: 'approved' } });
    await guard('guard-completion', { denied: false });
    await again;
    expect(await read(task.userTaskKey as never)).toMatchObject({ state: 'COMPLETED' });
    expect((await client.getProcessInstance({ processInstanceKey: task.processInstanceKey }, AT_ONCE)).state).toBe(
      'COMPLETED',
    );
  });

  it('that is being changed refuses other changes at once, and does not let them wait for its listeners', async () => {
    const { userTaskKey } = await newTask('guarded');
    let isAnswered = false;
    const first = client.assignUserTask({ userTaskKey, assignee: 'a' }).finally(() => {
      isAnswered = true;
    });
    while ((await read(userTaskKey as never)).state !== 'ASSIGNING');
    const path = `/v2/user-tasks/${userTaskKey}`;
    for (const [method, more, body] of [
      ['POST', '/assignment', { assignee: 'b' }],
      ['DELETE', '/assignee', undefined],
      ['PATCH', '', { changeset: { priority: 1 } }],
      ['POST', '/completion', {}],
    ] as const)
      expect((await server.send(method, path + more, body)).json).toMatchObject({
        status: 409,
        detail: expect.stringContaining("in state 'ASSIGNING'"),
      });
    expect(isAnswered).toBe(false);
    await guard('guard-assignment', {});
    await first;
    expect(await read(userTaskKey as never)).toMatchObject({ assignee: 'a', priority: 70 });
  });

  it('is claimed once, given back, changed and completed; afterwards it is gone', async () => {
    const { userTaskKey } = await newTask('plain');
    await client.assignUserTask({ userTaskKey, assignee: 'user-1', allowOverride: false });
    await expect(
      client.assignUserTask({ userTaskKey, assignee: 'user-2', allowOverride: false }),
    ).rejects.toMatchObject({
      status: 409,
    });
    await client.unassignUserTask({ userTaskKey });
    expect(await read(userTaskKey as never)).toMatchObject({ assignee: null });
    const dueDate = '2031-05-01T00:00:00.000Z';
    await client.updateUserTask({
      userTaskKey,
      changeset: { dueDate: dueDate, candidateGroups: ['g'], priority: 5 },
    });
    expect(await read(userTaskKey as never)).toMatchObject({ dueDate, candidateGroups: ['g'], priority: 5 });
    await client.updateUserTask({ userTaskKey, changeset: { dueDate: '', candidateGroups: [] } });
    expect(await read(userTaskKey as never)).toMatchObject({ dueDate: null, candidateGroups: [], priority: 5 });
    await client.completeUserTask({ userTaskKey });
    await expect(client.completeUserTask({ userTaskKey })).rejects.toMatchObject({ status: 404 });
    await expect(client.assignUserTask({ userTaskKey, assignee: 'user-1' })).rejects.toMatchObject({ status: 404 });
  });

  it('sees the variables of its scopes, the innermost of each name first', async () => {
    const task = await newTask('plain', { amount: 1, note: 'outer' });
    await client.createElementInstanceVariables({
      elementInstanceKey: task.elementInstanceKey,
      variables: { note: 'inner' },
      local: true,
    });
    const byName = {
      userTaskKey: task.userTaskKey,
      sort: [{ field: 'name' as const }, { field: 'scopeKey' as const }],
    };
    const all = await client.searchUserTaskVariables(byName, AT_ONCE);
    expect(all.items.map(({ value }) => value)).toEqual(['1', '"outer"', '"inner"']);
    const effective = await client.searchUserTaskEffectiveVariables(byName, AT_ONCE);
    expect(effective.items.map(({ value }) => value)).toEqual(['1', '"inner"']);
  });

  it('is found by group, user, priority, date and variables', async () => {
    const task = await newTask('guarded', { caseNumber: 'C-77' });
    const keys = async (filter: Record<string, unknown>) =>
      (await client.searchUserTasks({ filter: { processInstanceKey: task.processInstanceKey, ...filter } }, AT_ONCE))
        .items.length;
    expect(await keys({ candidateGroup: 'chiefs' })).toBe(1);
    expect(await keys({ candidateGroup: { $in: ['nobody', 'reviewers'] } })).toBe(1);
    expect(await keys({ candidateGroup: 'nobody' })).toBe(0);
    expect(await keys({ candidateUser: 'user-1' })).toBe(1);
    expect(await keys({ priority: { $gte: 70, $lt: 71 } })).toBe(1);
    expect(await keys({ priority: { $gt: 70 } })).toBe(0);
    expect(await keys({ dueDate: { $lte: '2030-01-31T01:00:00Z' } })).toBe(1);
    expect(await keys({ assignee: { $exists: false } })).toBe(1);
    expect(await keys({ state: { $in: ['CREATED'] }, name: { $like: 'Rev*' } })).toBe(1);
    expect(await keys({ processInstanceVariables: [{ name: 'caseNumber', value: '"C-77"' }] })).toBe(1);
    expect(await keys({ processInstanceVariables: [{ name: 'caseNumber', value: { $like: '*C-7?"' } }] })).toBe(1);
    expect(await keys({ localVariables: [{ name: 'caseNumber', value: '"C-77"' }] })).toBe(0);
  });
});
