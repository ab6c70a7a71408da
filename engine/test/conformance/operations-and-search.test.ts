import type { ProcessInstanceKey } from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import { end, exclusive, flows, line, start, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const oneTask = (id: string) => start() + task(id) + end() + line(id);
const twoTasks = start() + task('a') + task('b') + end() + line('a', 'b');
const choice =
  start() +
  exclusive('x') +
  task('a') +
  task('b') +
  end() +
  flows('s -> x\nx -> a : =x > 10\nx -> b : =x > 5\na -> e\nb -> e');

/** Starts instances and returns their keys in the order of the keys, which is that of their creation. */
async function startMany(play: Play, count: number): Promise<ProcessInstanceKey[]> {
  await play.deploy(oneTask('a'));
  const keys = [];
  for (let n = 0; n < count; n += 1) keys.push(await play.start());
  return keys;
}

async function search(play: Play, request: Record<string, unknown>) {
  const filter = { processDefinitionId: play.id(), ...(request['filter'] as object | undefined) };
  const found = await play.client.searchProcessInstances({ ...request, filter }, AT_ONCE);
  return { keys: found.items.map(({ processInstanceKey }) => processInstanceKey), page: found.page };
}

const byKey = [{ field: 'processInstanceKey' }];

example('incidents.fields-and-flags', async (play) => {
  const now = await play.stopClock();
  const { processDefinitionKey } = await play.deploy(choice);
  const key = await play.start({ x: 1 });
  const elementInstanceKey = await play.element(key, 'x');
  const incident = await play.incident(key);
  expect(incident).toEqual({
    incidentKey: expect.stringMatching(/^\d+$/),
    errorType: 'CONDITION_ERROR',
    errorMessage: expect.stringContaining('Expected at least one condition to evaluate to true'),
    elementId: 'x',
    elementInstanceKey,
    processInstanceKey: key,
    rootProcessInstanceKey: key,
    processDefinitionKey,
    processDefinitionId: play.id(),
    creationTime: new Date(now).toISOString(),
    state: 'ACTIVE',
    jobKey: null,
    tenantId: '<default>',
  });
  expect(await play.instance(key)).toMatchObject({ hasIncident: true, state: 'ACTIVE' });
  const { incidentKey } = incident;
  expect(only(await play.elements(key, 'x'))).toMatchObject({ hasIncident: true, incidentKey });
  await play.set(key, { x: 6 });
  await play.resolve(incident);
  expect(await play.instance(key)).toMatchObject({ hasIncident: false });
  expect(only(await play.elements(key, 'x'))).toMatchObject({ hasIncident: false, incidentKey: null });
  expect(await play.client.getIncident({ incidentKey }, AT_ONCE)).toMatchObject({ state: 'RESOLVED' });
});

example('incidents.unsolved-problem-raises-a-new-one', async (play) => {
  await play.deploy(choice);
  const key = await play.start({ x: 1 });
  const first = await play.incident(key);
  await play.resolve(first);
  const second = await play.incident(key);
  expect(second).toMatchObject({ errorType: first.errorType, elementId: 'x' });
  expect(second.incidentKey).not.toBe(first.incidentKey);
  expect((await play.incidents(key)).map(({ state }) => state).sort()).toEqual(['ACTIVE', 'RESOLVED']);
  await refused(play.resolve(first), 404);
});

example('modification.move-by-activate-and-terminate', async (play) => {
  await play.deploy(twoTasks);
  const processInstanceKey = await play.start({ x: 1 });
  await play.client.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [{ elementId: 'b' as never, variableInstructions: [{ variables: { moved: true } }] }],
    terminateInstructions: [{ elementInstanceKey: await play.element(processInstanceKey, 'a') }],
  });
  expect(await play.states(processInstanceKey, 'a')).toEqual(['TERMINATED']);
  expect(await play.jobs('a')).toEqual([]);
  expect((await play.work('b')).variables).toEqual({ x: 1, moved: true });
  expect(await play.state(processInstanceKey)).toBe('COMPLETED');
});

example('modification.unknown-element-rejected-and-atomic', async (play) => {
  await play.deploy(twoTasks);
  const processInstanceKey = await play.start();
  const elementInstanceKey = await play.element(processInstanceKey, 'a');
  const modification = {
    processInstanceKey,
    activateInstructions: [{ elementId: 'b' as never }, { elementId: 'nowhere' as never }],
    terminateInstructions: [{ elementInstanceKey }],
  };
  await refused(play.client.modifyProcessInstance(modification), 400);
  expect([await play.states(processInstanceKey, 'a'), await play.states(processInstanceKey, 'b')]).toEqual([
    ['ACTIVE'],
    [],
  ]);
});

example('modification.terminate-last-terminates-instance', async (play) => {
  await play.deploy(twoTasks);
  const processInstanceKey = await play.start();
  const elementInstanceKey = await play.element(processInstanceKey, 'a');
  await play.client.modifyProcessInstance({ processInstanceKey, terminateInstructions: [{ elementInstanceKey }] });
  expect(await play.state(processInstanceKey)).toBe('TERMINATED');
  expect(await play.jobs('a')).toEqual([]);
});

/** Starts an instance of the first process, and returns what moves it to the second. */
async function startedForMigration(play: Play, target: string) {
  await play.deploy(oneTask('a'));
  const processInstanceKey = await play.start({ x: 1 });
  const { processDefinitionKey } = await play.deploy(target);
  const migrate = (sourceElementId: string, targetElementId: string) =>
    play.client.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processDefinitionKey,
      mappingInstructions: [{ sourceElementId: sourceElementId as never, targetElementId: targetElementId as never }],
    });
  return { processInstanceKey, processDefinitionKey, migrate };
}

example('migration.new-flow-after-active-task', async (play) => {
  const { processInstanceKey, processDefinitionKey, migrate } = await startedForMigration(play, twoTasks);
  const { jobKey } = await play.job('a');
  await migrate('a', 'a');
  expect(await play.instance(processInstanceKey)).toMatchObject({ processDefinitionKey, processDefinitionVersion: 2 });
  await play.client.completeJob({ jobKey });
  await play.work('b');
  expect(await play.state(processInstanceKey)).toBe('COMPLETED');
});

example('migration.to-other-element-keeps-job-type', async (play) => {
  const { processInstanceKey, migrate } = await startedForMigration(play, oneTask('b'));
  await migrate('a', 'b');
  expect(await play.states(processInstanceKey, 'b')).toEqual(['ACTIVE']);
  expect(await play.jobs('b')).toEqual([]);
  expect(await play.work('a')).toMatchObject({ elementId: 'b', processDefinitionVersion: 2 });
  expect(await play.state(processInstanceKey)).toBe('COMPLETED');
});

example('migration.unmapped-active-element', async (play) => {
  const { processInstanceKey, migrate } = await startedForMigration(play, oneTask('a'));
  const before = await play.instance(processInstanceKey);
  await refused(migrate('e', 'e'), 409);
  expect(await play.instance(processInstanceKey)).toEqual(before);
});

example('resources.delete-latest-falls-back', async (play) => {
  await play.deploy(oneTask('v1'));
  const { processDefinitionKey } = await play.deploy(oneTask('v2'));
  await play.client.deleteResource({ resourceKey: processDefinitionKey });
  expect(await play.create()).toMatchObject({ processDefinitionVersion: 1 });
  await play.work('v1');
});

example('resources.version-never-reused', async (play) => {
  await play.deploy(oneTask('v1'));
  const { processDefinitionKey } = await play.deploy(oneTask('v2'));
  await play.client.deleteResource({ resourceKey: processDefinitionKey });
  expect(await play.deploy(oneTask('v3'))).toMatchObject({ processDefinitionVersion: 3 });
});

example('search.totals-and-limit', async (play) => {
  await startMany(play, 5);
  const { keys, page } = await search(play, { page: { limit: 2 } });
  expect(keys).toHaveLength(2);
  expect(page).toMatchObject({ totalItems: 5, hasMoreTotalItems: false });
});

example('search.sort', async (play) => {
  const [first, second, third] = await startMany(play, 3);
  if (second !== undefined) await play.client.cancelProcessInstance({ processInstanceKey: second });
  expect((await search(play, { sort: byKey })).keys).toEqual([first, second, third]);
  const descending = [{ field: 'processInstanceKey', order: 'DESC' }];
  expect((await search(play, { sort: descending })).keys).toEqual([third, second, first]);
  const byState = [{ field: 'state', order: 'DESC' }, ...byKey];
  expect((await search(play, { sort: byState })).keys).toEqual([second, first, third]);
});

example('search.cursor-pages', async (play) => {
  const all = await startMany(play, 5);
  const walked = [];
  let page: Record<string, unknown> = { limit: 2 };
  let found = await search(play, { sort: byKey, page });
  while (found.keys.length > 0) {
    walked.push(found);
    page = { limit: 2, after: found.page.endCursor };
    found = await search(play, { sort: byKey, page });
  }
  expect(walked.map(({ keys }) => keys)).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
  const back = await search(play, { sort: byKey, page: { limit: 2, before: walked[2]?.page.startCursor } });
  expect(back.keys).toEqual(all.slice(2, 4));
});

example('search.filter-state', async (play) => {
  const [active, canceled, completed] = await startMany(play, 3);
  if (canceled !== undefined) await play.client.cancelProcessInstance({ processInstanceKey: canceled });
  for (const job of await play.jobs('a')) {
    if (job.processInstanceKey === completed) await play.client.completeJob({ jobKey: job.jobKey });
  }
  const found = async (state: unknown) => (await search(play, { filter: { state }, sort: byKey })).keys;
  expect(await found('ACTIVE')).toEqual([active]);
  expect(await found({ $neq: 'ACTIVE' })).toEqual([canceled, completed]);
  expect(await found({ $in: ['ACTIVE', 'TERMINATED'] })).toEqual([active, canceled]);
  expect(await found({ $notIn: ['ACTIVE', 'TERMINATED'] })).toEqual([completed]);
});

example('wire.problem-json', async (play) => {
  const reply = await play.server.send('GET', '/v2/process-instances/4711');
  expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  expect(reply.json).toEqual({
    type: 'about:blank',
    title: 'NOT_FOUND',
    status: 404,
    detail: expect.stringContaining('4711'),
    instance: '/v2/process-instances/4711',
  });
});

example('wire.status-204', async (play) => {
  const reply = await play.server.send('GET', '/v2/status');
  expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([204, '', null]);
});

example('wire.empty-204', async (play) => {
  const [processInstanceKey] = await startMany(play, 1);
  const reply = await play.server.send('POST', `/v2/process-instances/${String(processInstanceKey)}/cancellation`, {});
  expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([204, '', null]);
});

example('wire.keys-are-strings', async (play) => {
  await play.deploy(oneTask('a'));
  const created = await play.server.send('POST', '/v2/process-instances', { processDefinitionId: play.id() });
  const activation = { type: play.own('a'), timeout: 1_000, maxJobsToActivate: 1, requestTimeout: -1 };
  const activated = await play.server.send('POST', '/v2/jobs/activation', activation);
  const found = await play.server.send('POST', '/v2/element-instances/search', {});
  for (const { text } of [created, activated, found]) {
    const keys = [...text.matchAll(/"\w+Key":([^,}]+)/g)].map(([, value]) => value);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/^("\d+"|null)$/);
  }
});
