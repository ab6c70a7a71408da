import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import type { RestServer } from '../rest-server.js';
import { AT_ONCE } from '../rest-server.js';
import { only } from '../every-operation/scenario.js';
import { addUser, grant, order, startWithUsers } from './world.js';

let server: RestServer;
let admin: CamundaClient;
/** A candidate by name, one by group, and one who is none; all have the role of task workers. */
let vera: CamundaClient;
let bob: CamundaClient;
let outsider: CamundaClient;
beforeAll(async () => {
  ({ server, admin } = await startWithUsers());
  await admin.createDeployment({ resources: [new File([order('order')], 'order.bpmn')] });
  await admin.createGroup({ groupId: 'clerks', name: 'Clerks' });
  [vera, bob, outsider] = (await Promise.all(
    ['vera', 'bob', 'outsider'].map(async (username) => {
      const client = await addUser({ server, admin }, username);
      await admin.assignRoleToUser({ roleId: 'task-worker', username: username as never });
      return client;
    }),
  )) as [CamundaClient, CamundaClient, CamundaClient];
  await admin.assignUserToGroup({ groupId: 'clerks', username: 'bob' as never });
});
afterAll(() => server.stop());

const refused = { status: 403 };

async function newTask() {
  const { processInstanceKey } = await admin.createProcessInstance({
    processDefinitionId: 'order' as never,
    variables: { amount: 3 },
  });
  return only((await admin.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items).userTaskKey;
}

const sees = async (client: CamundaClient, userTaskKey: string) =>
  (await client.searchUserTasks({ filter: { userTaskKey: userTaskKey as never } }, AT_ONCE)).page.totalItems === 1;

it('a task worker sees the tasks that name them, or a group of theirs, with form and variables', async () => {
  const userTaskKey = await newTask();
  expect(await Promise.all([vera, bob, outsider].map((each) => sees(each, userTaskKey)))).toEqual([true, true, false]);
  expect(await bob.getUserTask({ userTaskKey }, AT_ONCE)).toMatchObject({ state: 'CREATED' });
  const variables = await vera.searchUserTaskVariables({ userTaskKey }, AT_ONCE);
  expect(variables.items).toMatchObject([{ name: 'amount', value: '3' }]);
  await expect(outsider.getUserTask({ userTaskKey }, AT_ONCE)).rejects.toMatchObject(refused);
  await expect(outsider.searchUserTaskVariables({ userTaskKey }, AT_ONCE)).rejects.toMatchObject(refused);
  // The task is theirs to read, the process is not.
  expect((await vera.searchProcessInstances({}, AT_ONCE)).items).toEqual([]);
  expect((await vera.searchVariables({}, AT_ONCE)).items).toEqual([]);
});

it('a task worker takes a task for themselves, from nobody, and completes it', async () => {
  const userTaskKey = await newTask();
  await expect(outsider.assignUserTask({ userTaskKey, assignee: 'outsider' })).rejects.toMatchObject(refused);
  await expect(vera.assignUserTask({ userTaskKey, assignee: 'bob' })).rejects.toMatchObject(refused);
  await vera.assignUserTask({ userTaskKey, assignee: 'vera' });
  for (const allowOverride of [true, false]) {
    const theft = bob.assignUserTask({ userTaskKey, assignee: 'bob', allowOverride });
    await expect(theft).rejects.toMatchObject({ status: 409 });
  }
  await expect(vera.unassignUserTask({ userTaskKey })).rejects.toMatchObject(refused);
  await expect(vera.updateUserTask({ userTaskKey, changeset: { priority: 1 } })).rejects.toMatchObject(refused);
  await expect(outsider.completeUserTask({ userTaskKey })).rejects.toMatchObject(refused);
  await vera.completeUserTask({ userTaskKey });
});

it('who may update the tasks of a process may give them to others and take them away', async () => {
  const boss = await addUser({ server, admin }, 'boss');
  await grant(admin, 'boss', [['PROCESS_DEFINITION', 'order', 'READ_USER_TASK', 'UPDATE_USER_TASK']]);
  const userTaskKey = await newTask();
  await vera.assignUserTask({ userTaskKey, assignee: 'vera' });
  await boss.assignUserTask({ userTaskKey, assignee: 'bob' });
  await boss.updateUserTask({ userTaskKey, changeset: { priority: 99, candidateUsers: [], candidateGroups: [] } });
  // Named by nothing any more, Vera sees it no longer; Bob has it.
  expect(await Promise.all([vera, bob, boss].map((each) => sees(each, userTaskKey)))).toEqual([false, true, true]);
  await expect(vera.completeUserTask({ userTaskKey })).rejects.toMatchObject(refused);
  await boss.unassignUserTask({ userTaskKey });
  await expect(bob.completeUserTask({ userTaskKey })).rejects.toMatchObject(refused);
  await boss.completeUserTask({ userTaskKey });
});

it('a right on one task is a right on that task', async () => {
  const guest = await addUser({ server, admin }, 'guest');
  const [mine, other] = [await newTask(), await newTask()];
  await grant(admin, 'guest', [['USER_TASK', mine, 'READ', 'COMPLETE']]);
  expect(await Promise.all([mine, other].map((each) => sees(guest, each)))).toEqual([true, false]);
  await expect(guest.completeUserTask({ userTaskKey: other })).rejects.toMatchObject(refused);
  await guest.completeUserTask({ userTaskKey: mine });
});
