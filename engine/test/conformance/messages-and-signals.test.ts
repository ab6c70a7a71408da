import { expect } from '@jest/globals';
import {
  boundary,
  catchEvent,
  end,
  eventSubprocess,
  flows,
  io,
  line,
  message,
  onMessage,
  onSignal,
  signal,
  start,
  task,
  throwEvent,
} from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const M = message('M', 'm');
const S = signal('S', 'go');

/** Waits at c for message m with the key in variable `key`, then goes on to job a. */
const waiting = (settings = '') =>
  start() + catchEvent('c', onMessage('M'), settings) + task('a') + end() + line('c', 'a');
const begun = start('s', onMessage('M')) + task('w') + end() + line('w');
const bounded = (interrupting: boolean) =>
  start() +
  task('a') +
  boundary('b', 'a', onMessage('M'), interrupting) +
  task('z') +
  end() +
  line('a') +
  flows('b -> z\nz -> e');
const forSignal = start() + catchEvent('c', onSignal('S')) + task('a') + end() + line('c', 'a');

async function deployWaiting(play: Play, settings = '', suffix?: string) {
  await play.deploy(waiting(settings), M, suffix);
}

example('messages.catch-by-correlation-key', async (play) => {
  await deployWaiting(play);
  const [one, two] = [await play.start({ key: 'one' }), await play.start({ key: 'two' })];
  await play.publish('m', 'two', { n: 1 });
  expect(await play.job('a')).toMatchObject({ processInstanceKey: two, variables: { key: 'two', n: 1 } });
  expect(await play.states(one, 'c')).toEqual(['ACTIVE']);
  expect(await play.variables(two)).toEqual({ key: 'two', n: 1 });
});

example('messages.buffered-with-ttl', async (play) => {
  await deployWaiting(play);
  await play.publish('m', 'k', { n: 1 }, { timeToLive: 60_000 });
  await play.start({ key: 'k' });
  expect((await play.job('a')).variables).toEqual({ key: 'k', n: 1 });
});

example('messages.ttl-zero-not-buffered', async (play) => {
  await deployWaiting(play);
  await play.publish('m', 'k', {}, { timeToLive: 0 });
  const key = await play.start({ key: 'k' });
  expect(await play.states(key, 'c')).toEqual(['ACTIVE']);
});

example('messages.buffer-is-fifo', async (play) => {
  await deployWaiting(play);
  for (const n of [1, 2, 3]) await play.publish('m', 'k', { n }, { timeToLive: 60_000 });
  const received = [];
  for (const _each of [1, 2, 3]) received.push((await play.variables(await play.start({ key: 'k' })))['n']);
  expect(received).toEqual([1, 2, 3]);
});

example('messages.id-unique-while-buffered', async (play) => {
  await play.stopClock();
  const buffered = { timeToLive: 60_000, messageId: 'id-1' };
  await play.publish('m', 'k', {}, buffered);
  await refused(play.publish('m', 'k', {}, buffered), 409);
  await play.publish('m', 'other', {}, buffered);
  await play.pass(60_000);
  await play.publish('m', 'k', {}, buffered);
});

example('messages.once-per-process-id', async (play) => {
  await deployWaiting(play);
  const first = await play.start({ key: 'k' });
  const second = await play.start({ key: 'k' });
  await play.publish('m', 'k', {}, { timeToLive: 60_000 });
  expect(await play.job('a')).toMatchObject({ processInstanceKey: first });
  expect(await play.states(second, 'c')).toEqual(['ACTIVE']);
});

example('messages.all-different-processes', async (play) => {
  await deployWaiting(play, '', 'p');
  await deployWaiting(play, '', 'q');
  const keys = [await play.start({ key: 'k' }, 'p'), await play.start({ key: 'k' }, 'q')];
  await play.publish('m', 'k');
  expect((await play.jobs('a')).map(({ processInstanceKey }) => processInstanceKey).sort()).toEqual(keys.sort());
});

example('messages.start-event', async (play) => {
  await play.deploy(begun, M);
  await play.publish('m', 'k', { n: 1 });
  const job = await play.work('w');
  expect(job).toMatchObject({ processDefinitionId: play.id(), variables: { n: 1 } });
  expect(only(await play.instances())).toMatchObject({ state: 'COMPLETED' });
});

example('messages.start-single-instance-per-key', async (play) => {
  await play.deploy(begun, M);
  await play.publish('m', 'k', { n: 1 });
  await play.publish('m', 'k', { n: 2 });
  expect(await play.instances()).toHaveLength(1);
  await play.work('w');
  expect(await play.jobs('w')).toEqual([]);
  await play.publish('m', 'k', { n: 3 });
  expect((await play.job('w')).variables).toEqual({ n: 3 });
});

example('messages.start-buffered-until-instance-ends', async (play) => {
  await play.deploy(begun, M);
  await play.publish('m', 'k', { n: 1 }, { timeToLive: 60_000 });
  await play.publish('m', 'k', { n: 2 }, { timeToLive: 60_000 });
  expect(await play.instances()).toHaveLength(1);
  expect((await play.work('w')).variables).toEqual({ n: 1 });
  expect((await play.job('w')).variables).toEqual({ n: 2 });
});

example('messages.correlate-returns-instance', async (play) => {
  await deployWaiting(play);
  const processInstanceKey = await play.start({ key: 'k' });
  expect(await play.correlate('m', 'k')).toMatchObject({ processInstanceKey, tenantId: '<default>' });
});

example('messages.correlate-no-subscriber', async (play) => {
  await deployWaiting(play);
  await play.start({ key: 'k' });
  await refused(play.correlate('m', 'nobody'), 404);
});

example('messages.boundary-interrupting', async (play) => {
  await play.deploy(bounded(true), M);
  const key = await play.start({ key: 'k' });
  await play.publish('m', 'k', { n: 1 });
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  expect((await play.work('z')).variables).toEqual({ key: 'k', n: 1 });
  expect(await play.state(key)).toBe('COMPLETED');
});

example('messages.boundary-non-interrupting-repeats', async (play) => {
  await play.deploy(bounded(false), M);
  const key = await play.start({ key: 'k' });
  for (const n of [1, 2, 3]) await play.publish('m', 'k', { n });
  expect(await play.states(key, 'z')).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  expect(await play.states(key, 'a')).toEqual(['ACTIVE']);
});

example('messages.event-subprocess-non-interrupting-twice', async (play) => {
  const beside = eventSubprocess('z', onMessage('M'), task('z'), false);
  await play.deploy(start() + task('a') + end() + line('a') + beside, M);
  const key = await play.start({ key: 'k' });
  await play.publish('m', 'k');
  await play.publish('m', 'k');
  expect(await play.states(key, 'on_z')).toEqual(['ACTIVE', 'ACTIVE']);
  await play.work('a');
  for (const { jobKey } of await play.jobs('z')) {
    expect(await play.state(key)).toBe('ACTIVE');
    await play.client.completeJob({ jobKey });
  }
  expect(await play.state(key)).toBe('COMPLETED');
});

example('messages.receive-task', async (play) => {
  await play.deploy(start() + '<bpmn:receiveTask id="r" messageRef="M" />' + end() + line('r'), M);
  const key = await play.start({ key: 'k' });
  expect(only(await play.elements(key, 'r'))).toMatchObject({ type: 'RECEIVE_TASK', state: 'ACTIVE' });
  await play.publish('m', 'k', { n: 1 });
  expect([await play.state(key), await play.variables(key)]).toEqual(['COMPLETED', { key: 'k', n: 1 }]);
});

example('messages.output-mapping', async (play) => {
  await deployWaiting(play, io(['out', '=body.id', 'msgId']));
  const key = await play.start({ key: 'k' });
  await play.publish('m', 'k', { body: { id: 9 }, noise: 1 });
  expect(await play.variables(key)).toEqual({ key: 'k', msgId: 9 });
});

example('signals.broadcast-reaches-all-waiting', async (play) => {
  await play.deploy(forSignal, S, 'p');
  await play.deploy(forSignal, S, 'q');
  const keys = [await play.start({}, 'p'), await play.start({}, 'p'), await play.start({}, 'q')];
  await play.client.broadcastSignal({ signalName: play.own('go'), variables: { n: 1 } });
  const jobs = await play.jobs('a');
  expect(jobs.map(({ processInstanceKey }) => processInstanceKey).sort()).toEqual(keys.sort());
  expect(jobs.map(({ variables }) => variables)).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
});

example('signals.start-one-instance-per-process', async (play) => {
  const begins = (type: string) => start('s', onSignal('S')) + task(type) + end() + line(type);
  await play.deploy(begins('old'), S, 'p');
  await play.deploy(begins('new'), S, 'p');
  await play.deploy(begins('other'), S, 'q');
  await play.client.broadcastSignal({ signalName: play.own('go'), variables: { n: 1 } });
  expect(await play.jobs('old')).toEqual([]);
  expect(await play.job('new')).toMatchObject({ processDefinitionVersion: 2, variables: { n: 1 } });
  expect(await play.job('other')).toMatchObject({ processDefinitionId: play.id('q') });
});

example('signals.throw-event-triggers-other-process', async (play) => {
  await play.deploy(start('s', onSignal('S')) + task('a') + end() + line('a'), S, 'started');
  const thrown = throwEvent('t', onSignal('S'), io(['in', '=x + 1', 'passed']));
  await play.deploy(start() + thrown + end() + line('t'), S);
  const key = await play.start({ x: 1 });
  expect(await play.state(key)).toBe('COMPLETED');
  const job = await play.job('a');
  expect(job).toMatchObject({ processDefinitionId: play.id('started') });
  expect(job.variables).toEqual({ passed: 2 });
});
