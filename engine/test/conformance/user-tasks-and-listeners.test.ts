import type { UserTaskKey } from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import { end, io, line, start, task, userTask } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const full =
  '<zeebe:assignmentDefinition assignee="=who" candidateGroups="surveyors, officers" candidateUsers="=users" />' +
  '<zeebe:taskSchedule dueDate="2030-01-31T09:00:00+08:00" followUpDate="=followUp" />' +
  '<zeebe:priorityDefinition priority="=70" />' +
  '<zeebe:taskHeaders><zeebe:header key="act" value="survey" /></zeebe:taskHeaders>';

const taskListener = (eventType: string) =>
  `<zeebe:taskListeners><zeebe:taskListener eventType="${eventType}" type="listen" /></zeebe:taskListeners>`;
const executionListener = (eventType: string) =>
  `<zeebe:executionListeners><zeebe:executionListener eventType="${eventType}" type="listen" /></zeebe:executionListeners>`;

/** s → user task u → job z → e, started; the user task there is. */
async function newTask(play: Play, settings = '', variables: Record<string, unknown> = {}) {
  await play.deploy(start() + userTask('u', settings) + task('z') + end() + line('u', 'z'));
  return taskOf(play, await play.start(variables));
}

async function taskOf(play: Play, processInstanceKey: Awaited<ReturnType<Play['start']>>) {
  return only((await play.client.searchUserTasks({ filter: { processInstanceKey } }, AT_ONCE)).items);
}

const read = (play: Play, userTaskKey: UserTaskKey) => play.client.getUserTask({ userTaskKey }, AT_ONCE);

/** Answers the one listener job there is, once it is there. */
async function answer(play: Play, result: Record<string, unknown>) {
  const job = only(await play.jobs('listen', { requestTimeout: 20_000 }));
  await play.client.completeJob({ jobKey: job.jobKey, result: { type: 'userTask', ...result } as never });
  return job;
}

example('user-tasks.created-fields', async (play) => {
  const now = await play.stopClock();
  const given = { who: '经办甲', users: ['user-1'], followUp: '2030-01-30T00:00:00Z' };
  const found = await newTask(play, full, given);
  expect(found).toMatchObject({
    name: 'u',
    state: 'CREATED',
    elementId: 'u',
    assignee: '经办甲',
    candidateGroups: ['surveyors', 'officers'],
    candidateUsers: ['user-1'],
    creationDate: new Date(now).toISOString(),
    completionDate: null,
    dueDate: '2030-01-31T01:00:00.000Z',
    followUpDate: '2030-01-30T00:00:00.000Z',
    priority: 70,
    customHeaders: { act: 'survey' },
    processDefinitionId: play.id(),
    processDefinitionVersion: 1,
    processName: play.id(),
    formKey: null,
    externalFormReference: null,
  });
  expect(await play.jobs('u')).toEqual([]);
  await play.deploy(start() + userTask('u') + end() + line('u'));
  const plain = await taskOf(play, await play.start());
  expect(plain).toMatchObject({ priority: 50, assignee: null, candidateGroups: [], candidateUsers: [], dueDate: null });
});

example('user-tasks.assign-and-unassign', async (play) => {
  const { userTaskKey } = await newTask(play);
  await play.client.assignUserTask({ userTaskKey, assignee: 'user-1' });
  expect(await read(play, userTaskKey)).toMatchObject({ assignee: 'user-1', state: 'CREATED' });
  await play.client.assignUserTask({ userTaskKey, assignee: 'user-2' });
  expect(await read(play, userTaskKey)).toMatchObject({ assignee: 'user-2' });
  await play.client.unassignUserTask({ userTaskKey });
  expect(await read(play, userTaskKey)).toMatchObject({ assignee: null, state: 'CREATED' });
});

example('user-tasks.assign-no-override', async (play) => {
  const { userTaskKey } = await newTask(play);
  await play.client.assignUserTask({ userTaskKey, assignee: 'user-1', allowOverride: false });
  await refused(play.client.assignUserTask({ userTaskKey, assignee: 'user-2', allowOverride: false }), 409);
  expect(await read(play, userTaskKey)).toMatchObject({ assignee: 'user-1' });
});

example('user-tasks.update', async (play) => {
  const given = { who: '经办甲', users: ['user-1'], followUp: '2030-01-30T00:00:00Z' };
  const { userTaskKey } = await newTask(play, full, given);
  const dueDate = '2031-05-01T00:00:00.000Z';
  await play.client.updateUserTask({ userTaskKey, changeset: { dueDate, candidateGroups: ['g'] } });
  const kept = { assignee: '经办甲', candidateUsers: ['user-1'], priority: 70 };
  const followUpDate = '2030-01-30T00:00:00.000Z';
  expect(await read(play, userTaskKey)).toMatchObject({ ...kept, dueDate, candidateGroups: ['g'], followUpDate });
  await play.client.updateUserTask({ userTaskKey, changeset: { dueDate: '', candidateGroups: [], priority: 5 } });
  const cleared = { dueDate: null, candidateGroups: [], priority: 5 };
  expect(await read(play, userTaskKey)).toMatchObject({ ...kept, ...cleared, followUpDate });
});

example('user-tasks.complete', async (play) => {
  const { userTaskKey, processInstanceKey } = await newTask(play, '', { a: 1 });
  await play.client.completeUserTask({ userTaskKey, variables: { verdict: 'approved' } });
  const completed = await read(play, userTaskKey);
  expect(completed).toMatchObject({ state: 'COMPLETED', completionDate: expect.stringMatching(/Z$/) });
  expect((await play.work('z')).variables).toEqual({ a: 1, verdict: 'approved' });
  expect(await play.state(processInstanceKey)).toBe('COMPLETED');
});

example('user-tasks.finished-404', async (play) => {
  const { userTaskKey } = await newTask(play);
  await play.client.completeUserTask({ userTaskKey });
  await refused(play.client.completeUserTask({ userTaskKey }), 404);
  await refused(play.client.assignUserTask({ userTaskKey, assignee: 'user-1' }), 404);
  await refused(play.client.unassignUserTask({ userTaskKey }), 404);
  await refused(play.client.updateUserTask({ userTaskKey, changeset: { priority: 1 } }), 404);
});

example('user-tasks.form-linked', async (play) => {
  const schema = JSON.stringify({ id: play.id(), type: 'default', components: [] });
  const { forms } = await play.client.createDeployment({ resources: [new File([schema], 'survey.form')] });
  const { formKey } = only(forms);
  const { userTaskKey, ...linked } = await newTask(play, `<zeebe:formDefinition formId="${play.id()}" />`);
  expect(linked).toMatchObject({ formKey, externalFormReference: null });
  const form = await play.client.getUserTaskForm({ userTaskKey }, AT_ONCE);
  expect(form).toEqual({ tenantId: '<default>', formId: play.id(), schema, version: 1, formKey });
});

example('user-tasks.no-form-204', async (play) => {
  const { userTaskKey } = await newTask(play);
  const reply = await play.server.send('GET', `/v2/user-tasks/${userTaskKey}/form`);
  expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([204, '', null]);
});

example('user-tasks.search-filters', async (play) => {
  const given = { who: '经办甲', users: ['user-1'], followUp: '2030-01-30T00:00:00Z', caseNumber: 'C-1' };
  const first = await newTask(play, full, given);
  const second = await taskOf(play, await play.start({ ...given, who: '经办乙', caseNumber: 'C-2' }));
  await play.client.updateUserTask({ userTaskKey: second.userTaskKey, changeset: { priority: 20 } });
  const found = async (filter: Record<string, unknown>, order: 'ASC' | 'DESC' = 'DESC') => {
    const sort = [{ field: 'priority' as const, order }];
    const request = { filter: { processDefinitionId: play.id() as never, ...filter }, sort };
    const names = new Map([
      [first.userTaskKey, 1],
      [second.userTaskKey, 2],
    ]);
    return (await play.client.searchUserTasks(request, AT_ONCE)).items.map(({ userTaskKey }) => names.get(userTaskKey));
  };
  expect(await found({})).toEqual([1, 2]);
  expect(await found({}, 'ASC')).toEqual([2, 1]);
  expect(await found({ assignee: '经办乙' })).toEqual([2]);
  expect(await found({ assignee: { $in: ['经办甲', '经办乙'] } })).toEqual([1, 2]);
  expect(await found({ candidateGroup: 'officers' })).toEqual([1, 2]);
  expect(await found({ candidateGroup: 'others' })).toEqual([]);
  expect(await found({ priority: { $gte: 20, $lt: 70 } })).toEqual([2]);
  expect(await found({ priority: { $gt: 70 } })).toEqual([]);
  expect(await found({ processInstanceVariables: [{ name: 'caseNumber', value: '"C-1"' }] })).toEqual([1]);
  await play.client.completeUserTask({ userTaskKey: first.userTaskKey });
  expect(await found({ state: 'COMPLETED' })).toEqual([1]);
  expect(await found({ state: { $neq: 'COMPLETED' } })).toEqual([2]);
});

example('task-listeners.creating-blocks-and-corrects', async (play) => {
  const { userTaskKey, state } = await newTask(play, taskListener('creating'));
  expect(state).toBe('CREATING');
  const job = await answer(play, { denied: false, corrections: { assignee: 'user-1', priority: 80 } });
  expect(job).toMatchObject({ kind: 'TASK_LISTENER', listenerEventType: 'CREATING', userTask: { userTaskKey } });
  expect(await read(play, userTaskKey)).toMatchObject({ state: 'CREATED', assignee: 'user-1', priority: 80 });
});

example('task-listeners.assigning-corrects-assignee', async (play) => {
  const { userTaskKey } = await newTask(play, taskListener('assigning'));
  let answered = false;
  const request = play.client.assignUserTask({ userTaskKey, assignee: 'user-1' }).then(() => (answered = true));
  const { jobKey, ...job } = only(await play.jobs('listen', { requestTimeout: 20_000 }));
  expect(job).toMatchObject({ listenerEventType: 'ASSIGNING', userTask: { assignee: 'user-1', action: 'assign' } });
  expect(await read(play, userTaskKey)).toMatchObject({ state: 'ASSIGNING', assignee: null });
  expect(answered).toBe(false);
  const corrections = { assignee: 'user-2' };
  await play.client.completeJob({ jobKey, result: { type: 'userTask', denied: false, corrections } });
  await request;
  expect(await read(play, userTaskKey)).toMatchObject({ state: 'CREATED', assignee: 'user-2' });
});

example('task-listeners.completing-denied', async (play) => {
  const { userTaskKey, processInstanceKey } = await newTask(play, taskListener('completing'));
  const complete = () => play.client.completeUserTask({ userTaskKey, variables: { verdict: 'approved' } });
  const denied = refused(complete(), 409);
  await answer(play, { denied: true, deniedReason: '审批人与经办人不得为同一人' });
  await denied;
  expect(await read(play, userTaskKey)).toMatchObject({ state: 'CREATED', completionDate: null });
  expect(await play.variables(processInstanceKey)).toEqual({});
  const completing = complete();
  await answer(play, { denied: false });
  await completing;
  expect(await read(play, userTaskKey)).toMatchObject({ state: 'COMPLETED' });
  expect(await play.variables(processInstanceKey)).toEqual({ verdict: 'approved' });
});

example('execution-listeners.start-before-job-local-variables', async (play) => {
  await play.deploy(start() + task('a', executionListener('start')) + task('z') + end() + line('a', 'z'));
  const key = await play.start({ x: 1 });
  expect(await play.jobs('a')).toEqual([]);
  const job = await play.work('listen', { prepared: true });
  expect(job).toMatchObject({ kind: 'EXECUTION_LISTENER', listenerEventType: 'START', elementId: 'a' });
  expect(await play.variables(await play.element(key, 'a'))).toEqual({ prepared: true });
  expect((await play.work('a')).variables).toEqual({ x: 1, prepared: true });
  expect((await play.job('z')).variables).toEqual({ x: 1 });
});

example('execution-listeners.end-after-job-variables-propagate', async (play) => {
  const settings = io(['out', '=result', 'mapped']) + executionListener('end');
  await play.deploy(start() + task('a', settings) + task('z') + end() + line('a', 'z'));
  const key = await play.start({ x: 1 });
  await play.work('a', { result: 2 });
  expect(await play.jobs('z')).toEqual([]);
  const job = await play.work('listen', { archived: true });
  expect(job).toMatchObject({ kind: 'EXECUTION_LISTENER', listenerEventType: 'END' });
  expect(job.variables).toMatchObject({ mapped: 2 });
  expect(await play.variables(key)).toEqual({ x: 1, mapped: 2, archived: true });
  expect((await play.job('z')).variables).toEqual({ x: 1, mapped: 2, archived: true });
});
