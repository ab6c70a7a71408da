import { expect } from '@jest/globals';
import {
  boundary,
  call,
  catchEvent,
  compensate,
  end,
  error,
  escalation,
  eventSubprocess,
  flows,
  line,
  onError,
  onEscalation,
  onLink,
  parallel,
  start,
  subprocess,
  task,
  terminate,
  throwEvent,
  undo,
  when,
} from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';

onOneServer();

const errors = error('E1', 'E1') + error('XYZ', 'XYZ');
const X = escalation('X');

/** s → sub → after → e; what the boundary event catches goes to z. */
const around = (inside: string, event: string, interrupting = true) =>
  start() +
  subprocess('sub', inside) +
  boundary('b', 'sub', event, interrupting) +
  task('after') +
  task('z') +
  end() +
  line('sub', 'after') +
  flows('b -> z\nz -> e');

/** Job a with a boundary event for E1 (to job one) and one for everything (to job all). */
const twoBoundaries =
  start() +
  task('a') +
  boundary('b1', 'a', onError('E1')) +
  boundary('b2', 'a', onError()) +
  task('one') +
  task('all') +
  end() +
  line('a') +
  flows('b1 -> one\nb2 -> all\none -> e\nall -> e');

async function thrown(play: Play, errorCode: string) {
  const { jobKey } = await play.job('a');
  await play.client.throwJobError({ jobKey, errorCode });
}

/** Instances of a subprocess that escalates and then waits at job `in`. */
const escalating =
  start('is') + throwEvent('t', onEscalation('X')) + task('in') + end('ie') + flows('is -> t\nt -> in\nin -> ie');

example('errors.end-event-caught-on-subprocess', async (play) => {
  await play.deploy(around(start('is') + end('ie', onError('E1')) + flows('is -> ie'), onError('E1')), errors);
  const key = await play.start();
  expect(await play.states(key, 'sub')).toEqual(['TERMINATED']);
  expect(await play.states(key, 'after')).toEqual([]);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('errors.code-match-beats-catch-all', async (play) => {
  await play.deploy(twoBoundaries, errors);
  await play.start();
  await thrown(play, 'E1');
  expect(await play.jobs('all')).toEqual([]);
  await play.work('one');
});

example('errors.catch-all', async (play) => {
  await play.deploy(twoBoundaries, errors);
  await play.start();
  await thrown(play, 'XYZ');
  expect(await play.jobs('one')).toEqual([]);
  await play.work('all');
});

example('errors.event-subprocess', async (play) => {
  const catching = eventSubprocess('z', onError('E1'), task('z'));
  await play.deploy(start() + task('a') + end() + line('a') + catching, errors);
  const key = await play.start();
  await thrown(play, 'E1');
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('errors.through-call-activity', async (play) => {
  await play.deploy(start() + task('a') + end() + line('a'), '', 'child');
  const caller = call('call', play.id('child')) + boundary('b', 'call', onError('E1')) + task('z');
  await play.deploy(start() + caller + end() + line('call') + flows('b -> z\nz -> e'), errors);
  const key = await play.start();
  const job = await play.job('a');
  await play.client.throwJobError({ jobKey: job.jobKey, errorCode: 'E1' });
  expect(await play.state(job.processInstanceKey)).toBe('TERMINATED');
  expect(await play.states(key, 'call')).toEqual(['TERMINATED']);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('escalation.non-interrupting-both-paths', async (play) => {
  await play.deploy(around(escalating, onEscalation('X'), false), X);
  const key = await play.start();
  expect([await play.states(key, 'in'), await play.states(key, 'z')]).toEqual([['ACTIVE'], ['ACTIVE']]);
  await play.work('in');
  await play.work('z');
  await play.work('after');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('escalation.interrupting', async (play) => {
  await play.deploy(around(escalating, onEscalation('X')), X);
  const key = await play.start();
  expect(await play.states(key, 'sub')).toEqual(['TERMINATED']);
  expect(await play.jobs('in')).toEqual([]);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('escalation.uncaught-continues', async (play) => {
  await play.deploy(start() + throwEvent('t', onEscalation('X')) + task('in') + end() + line('t', 'in'), X);
  const key = await play.start();
  expect(await play.incidents(key)).toEqual([]);
  await play.work('in');
  expect(await play.state(key)).toBe('COMPLETED');
});

const stopping = (id: string) => parallel('fork') + task('a') + end(id, terminate) + flows(`fork -> a\nfork -> ${id}`);

example('terminate.process-scope', async (play) => {
  await play.deploy(start() + stopping('t') + end() + flows('s -> fork\na -> e'));
  const key = await play.start();
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  expect(await play.jobs('a')).toEqual([]);
  expect(await play.state(key)).toBe('COMPLETED');
});

example('terminate.inside-subprocess', async (play) => {
  const inside = start('is') + stopping('t') + end('ie') + flows('is -> fork\na -> ie');
  await play.deploy(start() + subprocess('sub', inside) + task('z') + end() + line('sub', 'z'));
  const key = await play.start();
  expect([await play.states(key, 'a'), await play.states(key, 'sub')]).toEqual([['TERMINATED'], ['COMPLETED']]);
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('link.throw-to-catch', async (play) => {
  const ends = throwEvent('t', onLink('A')) + catchEvent('c', onLink('A'));
  await play.deploy(start() + task('a') + ends + task('b') + end() + flows('s -> a\na -> t\nc -> b\nb -> e'));
  const key = await play.start();
  await play.work('a');
  await play.work('b');
  expect([await play.states(key, 't'), await play.states(key, 'c')]).toEqual([['COMPLETED'], ['COMPLETED']]);
  expect(await play.state(key)).toBe('COMPLETED');
});

example('compensation.throw-invokes-handlers-and-waits', async (play) => {
  const handlers = undo('undo-a', 'a') + undo('undo-b', 'b');
  const body = start() + task('a') + task('b') + handlers + compensate('back') + task('z') + end();
  await play.deploy(body + line('a', 'b', 'back', 'z'));
  const key = await play.start();
  await play.work('a');
  await play.work('b');
  for (const handler of ['undo-b', 'undo-a']) {
    expect(await play.jobs('z')).toEqual([]);
    await play.work(handler);
  }
  await play.work('z');
  expect(await play.state(key)).toBe('COMPLETED');
});

example('conditional.boundary-on-variable-change', async (play) => {
  const bounded = task('a') + boundary('b', 'a', when('=x > 10')) + task('z');
  await play.deploy(start() + bounded + end() + line('a') + flows('b -> z\nz -> e'));
  const key = await play.start({ x: 9 });
  await play.set(key, { x: 10 });
  expect(await play.states(key, 'a')).toEqual(['ACTIVE']);
  await play.set(key, { x: 11 });
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  expect((await play.work('z')).variables).toEqual({ x: 11 });
  expect(await play.state(key)).toBe('COMPLETED');
});
