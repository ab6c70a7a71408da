import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import { call, end, io, line, start, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const oneTask = (id: string, settings = '') => start() + task(id, settings) + end() + line(id);
const twoTasks = start() + task('a') + task('b', io(['in', '=amount + 1', 'next'])) + end() + line('a', 'b');

async function deployTwoVersions(play: Play) {
  const first = await play.deploy(oneTask('v1'));
  await play.deploy(oneTask('v2'));
  return first;
}

example('instances.latest-by-id', async (play) => {
  await deployTwoVersions(play);
  expect(await play.create()).toMatchObject({ processDefinitionVersion: 2 });
  await play.work('v2');
});

example('instances.specific-version', async (play) => {
  await deployTwoVersions(play);
  expect(await play.create({}, { processDefinitionVersion: 1 })).toMatchObject({ processDefinitionVersion: 1 });
  await play.work('v1');
});

example('instances.by-key', async (play) => {
  const { processDefinitionKey } = await deployTwoVersions(play);
  const created = await play.client.createProcessInstance({ processDefinitionKey });
  expect(created).toMatchObject({ processDefinitionVersion: 1, processDefinitionKey });
  await play.work('v1');
});

example('instances.unknown-id', (play) => refused(play.create(), 404));

example('instances.unknown-key', (play) =>
  refused(play.client.createProcessInstance({ processDefinitionKey: '4711' as never }), 404),
);

example('instances.await-result', async (play) => {
  await play.deploy(oneTask('a'));
  const result = play.create({ given: 1 }, { awaitCompletion: true, requestTimeout: 20_000 });
  const job = only(await play.jobs('a', { requestTimeout: 20_000 }));
  await play.client.completeJob({ jobKey: job.jobKey, variables: { found: [2] } });
  const reply = await result;
  expect(reply.variables).toEqual({ given: 1, found: [2] });
  expect(await play.state(reply.processInstanceKey)).toBe('COMPLETED');
});

example('instances.await-timeout-504', async (play) => {
  await play.deploy(oneTask('a'));
  await refused(play.create({}, { awaitCompletion: true, requestTimeout: 700 }), 504);
  const { processInstanceKey } = only(await play.instances({ state: 'ACTIVE' }));
  await play.work('a');
  expect(await play.state(processInstanceKey)).toBe('COMPLETED');
});

example('instances.start-instruction', async (play) => {
  await play.deploy(twoTasks);
  const { processInstanceKey } = await play.create({ amount: 1 }, { startInstructions: [{ elementId: 'b' }] });
  expect(await play.jobs('a')).toEqual([]);
  expect((await play.job('b')).variables).toEqual({ amount: 1, next: 2 });
  expect(await play.elements(processInstanceKey, 's')).toEqual([]);
});

example('instances.runtime-instruction-terminate-after', async (play) => {
  await play.deploy(twoTasks);
  const { processInstanceKey } = await play.create(
    { amount: 1 },
    { runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'a' }] },
  );
  await play.work('a');
  expect(await play.state(processInstanceKey)).toBe('TERMINATED');
  expect(await play.states(processInstanceKey, 'a')).toEqual(['COMPLETED']);
  expect(await play.jobs('b')).toEqual([]);
});

example('instances.tags', async (play) => {
  await play.deploy(oneTask('a'));
  const tags = ['district:baoshan', 'kind:household'];
  const created = await play.create({}, { tags });
  expect(created.tags).toEqual(tags);
  expect((await play.job('a')).tags).toEqual(tags);
  const found = only(await play.instances({ tags }));
  expect(found).toMatchObject({ processInstanceKey: created.processInstanceKey, tags });
  expect(await play.instances({ tags: [...tags, 'kind:other'] })).toEqual([]);
});

example('instances.business-id', async (play) => {
  await play.deploy(oneTask('c'), '', 'child');
  await play.deploy(start() + call('call', play.id('child')) + end() + line('call'));
  const created = await play.create({}, { businessId: 'case-7' });
  expect(created.businessId).toBe('case-7');
  const child = await play.instance((await play.job('c')).processInstanceKey);
  expect(child).toMatchObject({ businessId: 'case-7', parentProcessInstanceKey: created.processInstanceKey });
  expect(only(await play.instances({ businessId: 'case-7' }))).toMatchObject({ businessId: 'case-7' });
});

example('instances.cancel', async (play) => {
  await play.deploy(oneTask('a'));
  const processInstanceKey = await play.start();
  const { jobKey } = await play.job('a');
  await play.client.cancelProcessInstance({ processInstanceKey });
  expect(await play.state(processInstanceKey)).toBe('TERMINATED');
  expect(await play.states(processInstanceKey, 'a')).toEqual(['TERMINATED']);
  await refused(play.client.completeJob({ jobKey }), 404);
  await refused(play.client.cancelProcessInstance({ processInstanceKey }), 404);
});

example('instances.element-statistics', async (play) => {
  await play.deploy(twoTasks);
  const processInstanceKey = await play.start({ amount: 1 });
  await play.work('a');
  const { items } = await play.client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE);
  expect(items).toContainEqual({ elementId: 'a', active: 0, canceled: 0, incidents: 0, completed: 1 });
  expect(items).toContainEqual({ elementId: 'b', active: 1, canceled: 0, incidents: 0, completed: 0 });
});
