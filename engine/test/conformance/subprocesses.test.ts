import type { ActivatedJobResult } from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import {
  adHoc,
  boundary,
  call,
  end,
  eventSubprocess,
  flows,
  io,
  line,
  loop,
  message,
  onMessage,
  parallel,
  start,
  subprocess,
  task,
} from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const M = message('M', 'm');
const twoAtOnce =
  start('is') +
  parallel('fork') +
  task('a') +
  task('b') +
  end('ie') +
  flows('is -> fork\nfork -> a\nfork -> b\na -> ie\nb -> ie');

async function deployChild(play: Play) {
  await play.deploy(start() + task('c') + end() + line('c'), '', 'child');
}

/** s → call → z → e; returns the caller's key, standing at the child's job c. */
async function deployCaller(play: Play, attributes = '', settings = '') {
  await play.deploy(
    start() + call('call', play.id('child'), attributes, settings) + task('z') + end() + line('call', 'z'),
  );
}

const COLLECTED = 'inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"';

/** s → a for each item → z → e, and message m leads from a to y. */
async function deployLoop(play: Play, settings: string, sequential = false, condition = '') {
  const each = task('a', '', loop(settings, sequential, condition)) + boundary('b', 'a', onMessage('M'));
  const rest = task('z') + task('y') + end() + line('a', 'z') + flows('b -> y\ny -> e');
  await play.deploy(start() + each + rest, M);
}

const locals = ({ variables }: ActivatedJobResult) => [variables['item'], variables['loopCounter']];

example('subprocess.embedded-completes-after-all-inner', async (play) => {
  await play.deploy(start() + subprocess('sub', twoAtOnce) + task('z') + end() + line('sub', 'z'));
  const key = await play.start();
  await play.work('b');
  expect([await play.states(key, 'sub'), await play.jobs('z')]).toEqual([['ACTIVE'], []]);
  await play.work('a');
  expect(await play.states(key, 'sub')).toEqual(['COMPLETED']);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('subprocess.boundary-cancels-inner', async (play) => {
  const bounded = subprocess('sub', twoAtOnce) + boundary('b1', 'sub', onMessage('M'));
  await play.deploy(start() + bounded + task('z') + end() + line('sub') + flows('b1 -> z\nz -> e'), M);
  const key = await play.start({ key: 'k' });
  const { jobKey } = await play.job('a');
  await play.publish('m', 'k');
  for (const id of ['a', 'b', 'sub']) expect(await play.states(key, id)).toEqual(['TERMINATED']);
  await refused(play.client.completeJob({ jobKey }), 404);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('subprocess.event-subprocess-keeps-scope-open', async (play) => {
  const beside = eventSubprocess('z', onMessage('M'), task('z'), false);
  const inside = start('is') + task('a') + end('ie') + flows('is -> a\na -> ie') + beside;
  await play.deploy(start() + subprocess('sub', inside) + task('after') + end() + line('sub', 'after'), M);
  const key = await play.start({ key: 'k' });
  await play.publish('m', 'k');
  await play.work('a');
  expect([await play.states(key, 'sub'), await play.jobs('after')]).toEqual([['ACTIVE'], []]);
  await play.work('z');
  expect(await play.states(key, 'sub')).toEqual(['COMPLETED']);
  await play.work('after');
});

example('call-activity.keys-and-completion', async (play) => {
  await deployChild(play);
  await deployCaller(play);
  const key = await play.start();
  const job = await play.job('c');
  expect(job.rootProcessInstanceKey).toBe(key);
  expect(await play.instance(job.processInstanceKey)).toMatchObject({
    parentProcessInstanceKey: key,
    parentElementInstanceKey: await play.element(key, 'call'),
    rootProcessInstanceKey: key,
  });
  await play.client.completeJob({ jobKey: job.jobKey });
  expect([await play.state(job.processInstanceKey), await play.states(key, 'call')]).toEqual([
    'COMPLETED',
    ['COMPLETED'],
  ]);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('call-activity.variables-default-both-ways', async (play) => {
  await deployChild(play);
  await deployCaller(play);
  const key = await play.start({ a: 1, b: 1 });
  expect((await play.work('c', { b: 2, c: 3 })).variables).toEqual({ a: 1, b: 1 });
  expect((await play.job('z')).variables).toEqual({ a: 1, b: 2, c: 3 });
  expect(await play.variables(key)).toEqual({ a: 1, b: 2, c: 3 });
});

example('call-activity.child-variables-off', async (play) => {
  await deployChild(play);
  await deployCaller(play, 'propagateAllChildVariables="false"');
  const key = await play.start({ a: 1 });
  await play.work('c', { a: 2, c: 3 });
  expect((await play.job('z')).variables).toEqual({ a: 1 });
  expect(await play.variables(key)).toEqual({ a: 1 });
});

example('call-activity.output-mapping-limits', async (play) => {
  await deployChild(play);
  await deployCaller(play, '', io(['out', '=c', 'mapped']));
  const key = await play.start({ a: 1 });
  await play.work('c', { a: 2, c: 3 });
  expect((await play.job('z')).variables).toEqual({ a: 1, mapped: 3 });
  expect(await play.variables(key)).toEqual({ a: 1, mapped: 3 });
});

example('call-activity.missing-process-incident', async (play) => {
  await deployCaller(play);
  const key = await play.start();
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'CALLED_ELEMENT_ERROR', elementId: 'call' });
  await deployChild(play);
  await play.resolve(incident);
  await play.work('c');
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('multi-instance.parallel', async (play) => {
  await deployLoop(play, COLLECTED);
  const key = await play.start({ items: ['x', 'y', 'z'], key: 'k' });
  const jobs = await play.jobs('a');
  expect(jobs.map(locals)).toEqual([
    ['x', 1],
    ['y', 2],
    ['z', 3],
  ]);
  for (const { jobKey } of jobs) await play.client.completeJob({ jobKey, variables: { result: 1 } });
  expect(await play.variables(key)).toEqual({ items: ['x', 'y', 'z'], key: 'k', results: [1, 1, 1] });
});

example('multi-instance.sequential', async (play) => {
  await deployLoop(play, COLLECTED, true);
  const key = await play.start({ items: ['x', 'y'], key: 'k' });
  expect(locals(await play.work('a', { result: 1 }))).toEqual(['x', 1]);
  expect(await play.jobs('z')).toEqual([]);
  expect(locals(await play.work('a', { result: 2 }))).toEqual(['y', 2]);
  expect(await play.variables(key)).toEqual({ items: ['x', 'y'], key: 'k', results: [1, 2] });
  await play.work('z');
});

example('multi-instance.output-collection-in-order', async (play) => {
  await deployLoop(play, COLLECTED);
  await play.start({ items: [1, 2, 3], key: 'k' });
  for (const { jobKey, variables } of [...(await play.jobs('a'))].reverse()) {
    await play.client.completeJob({ jobKey, variables: { result: Number(variables['item']) * 10 } });
  }
  expect((await play.job('z')).variables).toEqual({ items: [1, 2, 3], key: 'k', results: [10, 20, 30] });
});

example('multi-instance.empty-collection', async (play) => {
  await deployLoop(play, COLLECTED);
  await play.start({ items: [], key: 'k' });
  expect(await play.jobs('a')).toEqual([]);
  expect((await play.job('z')).variables).toEqual({ items: [], key: 'k', results: [] });
});

example('multi-instance.not-a-list-incident', async (play) => {
  await deployLoop(play, COLLECTED);
  const key = await play.start({ items: 'x', key: 'k' });
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'a' });
  await play.set(key, { items: ['x'] });
  await play.resolve(incident);
  await play.work('a', { result: 1 });
  expect((await play.job('z')).variables).toMatchObject({ results: [1] });
});

example('multi-instance.completion-condition', async (play) => {
  await deployLoop(play, 'inputCollection="=items"', false, '=numberOfCompletedInstances >= 2');
  const key = await play.start({ items: [1, 2, 3, 4], key: 'k' });
  const jobs = await play.jobs('a');
  for (const { jobKey } of jobs.slice(0, 2)) await play.client.completeJob({ jobKey });
  const tasks = (await play.elements(key, 'a')).filter(({ type }) => type === 'SERVICE_TASK');
  expect(tasks.map(({ state }) => state).sort()).toEqual(['COMPLETED', 'COMPLETED', 'TERMINATED', 'TERMINATED']);
  const body = only((await play.elements(key, 'a')).filter(({ type }) => type === 'MULTI_INSTANCE_BODY'));
  expect(body.state).toBe('COMPLETED');
  await play.work('z');
});

example('multi-instance.interrupting-boundary', async (play) => {
  await deployLoop(play, COLLECTED);
  const key = await play.start({ items: [1, 2], key: 'k' });
  const [first] = await play.jobs('a');
  await play.client.completeJob({ jobKey: only(first === undefined ? [] : [first]).jobKey, variables: { result: 1 } });
  await play.publish('m', 'k');
  expect((await play.job('y')).variables).toEqual({ items: [1, 2], key: 'k' });
  expect(await play.variables(key)).toEqual({ items: [1, 2], key: 'k' });
});

example('adhoc.active-elements-collection', async (play) => {
  const inside = task('a') + task('b') + task('c') + task('after-a') + flows('a -> after-a');
  await play.deploy(
    start() +
      adHoc('ad', inside, { settings: '<zeebe:adHoc activeElementsCollection="=elements" />' }) +
      task('z') +
      end() +
      line('ad', 'z'),
  );
  const key = await play.start({ elements: ['a', 'b'] });
  expect(await play.states(key, 'c')).toEqual([]);
  await play.work('a');
  await play.work('b');
  expect([await play.states(key, 'ad'), await play.jobs('z')]).toEqual([['ACTIVE'], []]);
  await play.work('after-a');
  expect([await play.states(key, 'ad'), await play.jobs('c')]).toEqual([['COMPLETED'], []]);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});
