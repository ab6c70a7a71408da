import { expect } from '@jest/globals';
import {
  after,
  catchEvent,
  end,
  eventBased,
  exclusive,
  flows,
  inclusive,
  message,
  onMessage,
  parallel,
  start,
  task,
} from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { refused } from './play.js';

onOneServer();

const tasks = (...ids: readonly string[]) => ids.map((id) => task(id)).join('');

/** x > 10, x > 5 and a default. */
const choice =
  start() +
  exclusive('x', 'f_x_c') +
  tasks('a', 'b', 'c') +
  end() +
  flows('s -> x\nx -> a : =x > 10\nx -> b : =x > 5\nx -> c\na -> e\nb -> e\nc -> e');

const some =
  start() +
  inclusive('fork', 'f_fork_d') +
  tasks('a', 'b', 'd', 'z') +
  inclusive('join') +
  end() +
  flows('s -> fork\nfork -> a : =a\nfork -> b : =b\nfork -> d') +
  flows('a -> join\nb -> join\nd -> join\njoin -> z\nz -> e');

const race =
  start() +
  eventBased('g') +
  catchEvent('m', onMessage('M')) +
  catchEvent('t', after('PT1S')) +
  tasks('a', 'b') +
  end() +
  flows('s -> g\ng -> m\ng -> t\nm -> a\nt -> b\na -> e\nb -> e');

/** Those of the types that have a job. */
async function withJobs(play: Play, ...types: readonly string[]) {
  const counts = await Promise.all(types.map((type) => play.jobs(type)));
  return types.filter((_type, index) => counts[index]?.length === 1);
}

example('gateways.exclusive-first-match-wins', async (play) => {
  await play.deploy(choice);
  await play.start({ x: 20 });
  expect(await withJobs(play, 'a', 'b', 'c')).toEqual(['a']);
});

example('gateways.exclusive-default', async (play) => {
  await play.deploy(choice);
  await play.start({ x: 1 });
  expect(await withJobs(play, 'a', 'b', 'c')).toEqual(['c']);
});

example('gateways.exclusive-no-match-incident', async (play) => {
  const branches =
    exclusive('x') + tasks('a', 'b') + flows('s -> x\nx -> a : =x > 10\nx -> b : =x > 5\na -> e\nb -> e');
  await play.deploy(start() + branches + end());
  const key = await play.start({ x: 1 });
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'CONDITION_ERROR', elementId: 'x' });
  await play.set(key, { x: 6 });
  await play.resolve(incident);
  expect(await withJobs(play, 'a', 'b')).toEqual(['b']);
});

example('gateways.parallel-fork-join', async (play) => {
  await play.deploy(
    start() +
      parallel('fork') +
      tasks('a', 'b', 'c', 'z') +
      parallel('join') +
      end() +
      flows('s -> fork\nfork -> a\nfork -> b\nfork -> c\na -> join\nb -> join\nc -> join\njoin -> z\nz -> e'),
  );
  const key = await play.start();
  for (const type of ['c', 'a', 'b']) {
    expect(await play.jobs('z')).toEqual([]);
    await play.work(type);
  }
  await play.work('z');
  expect(await play.states(key, 'z')).toEqual(['COMPLETED']);
  expect(await play.state(key)).toBe('COMPLETED');
});

example('gateways.parallel-join-waits-for-untaken-branch', async (play) => {
  await play.deploy(
    start() +
      exclusive('x', 'f_x_b') +
      tasks('a', 'b') +
      parallel('join') +
      end() +
      flows('s -> x\nx -> a : =true\nx -> b\na -> join\nb -> join\njoin -> e'),
  );
  const key = await play.start();
  await play.work('a');
  expect(await play.state(key)).toBe('ACTIVE');
  expect(await play.states(key, 'e')).toEqual([]);
  expect(await play.incidents(key)).toEqual([]);
});

example('gateways.inclusive-two-of-three', async (play) => {
  await play.deploy(some);
  const key = await play.start({ a: true, b: true });
  await play.work('a');
  expect(await play.jobs('z')).toEqual([]);
  await play.work('b');
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
  expect([await play.states(key, 'd'), await play.states(key, 'z')]).toEqual([[], ['COMPLETED']]);
});

example('gateways.inclusive-default', async (play) => {
  await play.deploy(some);
  const key = await play.start({ a: false, b: false });
  expect(await play.jobs('z')).toEqual([]);
  await play.work('d');
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
  expect([await play.states(key, 'a'), await play.states(key, 'b')]).toEqual([[], []]);
});

example('gateways.event-based-message-wins', async (play) => {
  await play.stopClock();
  await play.deploy(race, message('M', 'm'));
  const key = await play.start({ key: 'k' });
  await play.correlate('m', 'k', { n: 1 });
  await play.pass(1_000);
  expect((await play.work('a')).variables).toEqual({ key: 'k', n: 1 });
  expect(await play.jobs('b')).toEqual([]);
  expect(await play.states(key, 't')).toEqual([]);
  expect(await play.state(key)).toBe('COMPLETED');
});

example('gateways.event-based-timer-wins', async (play) => {
  await play.stopClock();
  await play.deploy(race, message('M', 'm'));
  const key = await play.start({ key: 'k' });
  await play.pass(1_000);
  await play.work('b');
  await refused(play.correlate('m', 'k'), 404);
  expect(await play.states(key, 'm')).toEqual([]);
  expect(await play.state(key)).toBe('COMPLETED');
});
