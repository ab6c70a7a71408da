import { expect } from '@jest/globals';
import { after, boundary, catchEvent, end, eventSubprocess, every, flows, line, onDate, start, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { refused } from './play.js';

onOneServer();

/** The instance waits at `t` for a second of standing time and then goes on. */
async function waitsForASecond(play: Play, event: string, variables: Record<string, unknown> = {}) {
  await play.deploy(start() + catchEvent('t', event) + task('a') + end() + line('t', 'a'));
  const key = await play.start(variables);
  await play.pass(999);
  expect([await play.states(key, 't'), await play.jobs('a')]).toEqual([['ACTIVE'], []]);
  await play.pass(1);
  await play.work('a');
  expect(await play.state(key)).toBe('COMPLETED');
}

example('timers.catch-duration', async (play) => {
  await play.stopClock();
  await waitsForASecond(play, after('PT1S'));
});

example('timers.catch-date-expression', async (play) => {
  const now = await play.stopClock();
  await waitsForASecond(play, onDate('=due'), { due: new Date(now + 1_000).toISOString() });
});

example('timers.boundary-interrupting', async (play) => {
  await play.stopClock();
  const bounded = task('a') + boundary('b', 'a', after('PT1S')) + task('z');
  await play.deploy(start() + bounded + end() + line('a') + flows('b -> z\nz -> e'));
  const key = await play.start();
  const { jobKey } = await play.job('a');
  await play.pass(1_000);
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  await refused(play.client.completeJob({ jobKey }), 404);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('timers.boundary-cycle-repeats-n-times', async (play) => {
  await play.stopClock();
  const bounded = task('a') + boundary('b', 'a', every('R2/PT0.5S'), false) + task('z');
  await play.deploy(start() + bounded + end() + line('a') + flows('b -> z\nz -> e'));
  const key = await play.start();
  for (const expected of [1, 2, 2, 2]) {
    await play.pass(500);
    expect(await play.states(key, 'z')).toHaveLength(expected);
  }
  expect(await play.states(key, 'a')).toEqual(['ACTIVE']);
});

example('timers.start-cycle', async (play) => {
  await play.stopClock();
  await play.deploy(start('s', every('R2/PT0.7S')) + task('a') + end() + line('a'));
  for (const expected of [1, 2, 2, 2]) {
    await play.pass(700);
    expect(await play.instances()).toHaveLength(expected);
  }
});

example('timers.event-subprocess', async (play) => {
  await play.stopClock();
  await play.deploy(start() + task('a') + end() + line('a') + eventSubprocess('z', after('PT0.6S'), task('z')));
  const key = await play.start();
  await play.pass(600);
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});
