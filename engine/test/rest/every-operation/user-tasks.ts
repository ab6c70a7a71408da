import { expect } from '@jest/globals';
import { userTask } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only, startedWith } from './scenario.js';
import type { Scenarios } from './scenario.js';

async function newTask(server: RestServer, name: string, settings = '') {
  const { processInstanceKey } = await startedWith(server, `task-${name}`, 'do', userTask('do', settings));
  return only((await server.client.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items);
}

const read = ({ client }: RestServer, userTaskKey: string) =>
  client.getUserTask({ userTaskKey: userTaskKey as never }, AT_ONCE);

export const userTaskScenarios: Scenarios = {
  searchUserTasks: async (server) => {
    const task = await newTask(server, 'search', '<zeebe:assignmentDefinition candidateGroups="reviewers" />');
    const found = await server.client.searchUserTasks({ filter: { candidateGroup: 'reviewers' } }, AT_ONCE);
    expect(found.items).toEqual([task]);
  },
  getUserTask: async (server) => {
    const task = await newTask(server, 'get');
    expect(task).toMatchObject({ name: 'do', state: 'CREATED', assignee: null, priority: 50 });
    expect(await read(server, task.userTaskKey)).toEqual(task);
  },
  assignUserTask: async (server) => {
    const { userTaskKey } = await newTask(server, 'assign');
    await server.client.assignUserTask({ userTaskKey, assignee: 'me', allowOverride: true, action: 'claim' });
    expect(await read(server, userTaskKey)).toMatchObject({ assignee: 'me' });
  },
  unassignUserTask: async (server) => {
    const { userTaskKey } = await newTask(server, 'unassign', '<zeebe:assignmentDefinition assignee="me" />');
    await server.client.unassignUserTask({ userTaskKey });
    expect(await read(server, userTaskKey)).toMatchObject({ assignee: null });
  },
  updateUserTask: async (server) => {
    const { userTaskKey } = await newTask(server, 'update');
    const changeset = { candidateGroups: ['g'], dueDate: '2031-05-01T00:00:00.000Z', priority: 5 };
    await server.client.updateUserTask({ userTaskKey, changeset, action: 'escalate' });
    expect(await read(server, userTaskKey)).toMatchObject(changeset);
  },
  completeUserTask: async (server) => {
    const { userTaskKey } = await newTask(server, 'complete');
    await server.client.completeUserTask({ userTaskKey, variables: { ok: true }, action: 'approve' });
    expect(await read(server, userTaskKey)).toMatchObject({ state: 'COMPLETED' });
  },
  getUserTaskForm: async (server) => {
    await server.deploy({ 'task.form': JSON.stringify({ id: 'task-form', type: 'default', components: [] }) });
    const { userTaskKey, formKey } = await newTask(server, 'form', '<zeebe:formDefinition formId="task-form" />');
    const form = await server.client.getUserTaskForm({ userTaskKey }, AT_ONCE);
    expect(form).toMatchObject({ formId: 'task-form', formKey, version: 1 });
  },
  searchUserTaskVariables: async (server) => {
    const { userTaskKey } = await newTask(server, 'variables');
    const found = await server.client.searchUserTaskVariables({ userTaskKey, truncateValues: false }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ name: 'key', value: '"k-1"', isTruncated: false });
  },
  searchUserTaskEffectiveVariables: async (server) => {
    const { userTaskKey, elementInstanceKey } = await newTask(server, 'effective');
    const variables = { key: 'inner' };
    await server.client.createElementInstanceVariables({ elementInstanceKey, variables, local: true });
    const found = await server.client.searchUserTaskEffectiveVariables({ userTaskKey }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ name: 'key', value: '"inner"', scopeKey: elementInstanceKey });
  },
};
