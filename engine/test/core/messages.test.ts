import { describe, expect, it } from '@jest/globals';
import {
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  flows,
  io,
  message,
  onMessage,
  start,
  subprocess,
  task,
} from './diagram.js';
import { Walk } from './walk.js';

const m = message('M', 'm');
const waiting = (id: string, settings = '') =>
  diagram(
    id,
    start() + catchEvent('c', onMessage('M'), settings) + task('a') + end() + flows('s -> c\nc -> a\na -> e'),
    m,
  );

describe('messages', () => {
  it('reach the instance with their key, with their variables', async () => {
    const walk = await Walk.open(waiting('p'));
    await walk.create('p', { key: 'one' });
    const two = await walk.create('p', { key: 'two' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'two', variables: { n: 1 } });
    expect(await walk.job('a')).toMatchObject({ processInstanceKey: two, variables: { key: 'two', n: 1 } });
  });

  it('wait for those who come later as long as their time to live', async () => {
    const walk = await Walk.open(waiting('p'));
    await walk.engine.publishMessage({ name: 'm', correlationKey: '1', timeToLive: 0 });
    await walk.create('p', { key: '1' });
    expect(await walk.jobs('a')).toHaveLength(0);
    await walk.engine.publishMessage({ name: 'm', correlationKey: '2', timeToLive: 1_000, variables: { late: false } });
    await walk.create('p', { key: 2 });
    expect(await walk.jobs('a')).toHaveLength(1);
    await walk.forward(1_000);
    expect(walk.contents['message']).toEqual([]);
    await walk.create('p', { key: '2' });
    expect(await walk.jobs('a')).toHaveLength(0);
  });

  it('that are buffered are taken first come first served', async () => {
    const walk = await Walk.open(waiting('p'));
    for (const n of [1, 2, 3])
      await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 60_000, variables: { n } });
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      await walk.create('p', { key: 'k' });
      seen.push((await walk.job('a')).variables['n']);
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it('with the same id are refused while the first is buffered', async () => {
    const walk = await Walk.open(waiting('p'));
    const body = { name: 'm', correlationKey: 'k', timeToLive: 1_000, messageId: 'id1' };
    await walk.engine.publishMessage(body);
    await expect(walk.engine.publishMessage(body)).rejects.toMatchObject({ type: 'ALREADY_EXISTS' });
    await walk.engine.publishMessage({ ...body, correlationKey: 'other' });
    await walk.forward(1_000);
    await walk.engine.publishMessage(body);
  });

  it('reach one instance per process id, but every process', async () => {
    const walk = await Walk.open(waiting('p'), waiting('q'));
    const first = await walk.create('p', { key: 'k' });
    await walk.create('p', { key: 'k' });
    const other = await walk.create('q', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 60_000 });
    expect((await walk.jobs('a')).map((job) => job.processInstanceKey)).toEqual([first, other]);
  });

  it('correlated at once name the instance, or are refused when nobody waits', async () => {
    const walk = await Walk.open(waiting('p'));
    const key = await walk.create('p', { key: 'k' });
    await expect(walk.engine.correlateMessage({ name: 'm', correlationKey: 'other' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
    expect(await walk.engine.correlateMessage({ name: 'm', correlationKey: 'k' })).toMatchObject({
      processInstanceKey: key,
    });
    await expect(walk.engine.correlateMessage({ name: 'm', correlationKey: 'k' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });

  it('correlated at once name the instance that they started before one that waited', async () => {
    const begins = diagram(
      'begins',
      start('s', onMessage('M')) + task('b') + end() + flows('s -> b\nb -> e'),
      message('M', 'm'),
    );
    const walk = await Walk.open(waiting('p'), begins);
    const waited = await walk.create('p', { key: 'k' });
    const { processInstanceKey } = await walk.engine.correlateMessage({ name: 'm', correlationKey: 'k' });
    expect(processInstanceKey).not.toBe(waited);
    expect(await walk.jobs('b')).toMatchObject([{ processInstanceKey }]);
    expect(await walk.jobs('a')).toMatchObject([{ processInstanceKey: waited }]);
  });

  it('pass only what an output mapping names', async () => {
    const walk = await Walk.open(waiting('p', io(['out', '=body.id', 'msgId'])));
    const key = await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { body: { id: 9 }, x: 1 } });
    expect(walk.root(key)).toEqual({ key: 'k', msgId: 9 });
  });

  it('wake a receive task', async () => {
    const receive = '<bpmn:receiveTask id="r" messageRef="M" />';
    const walk = await Walk.open(diagram('p', start() + receive + end() + flows('s -> r\nr -> e'), m));
    const key = await walk.create('p', { key: 'k' });
    expect(walk.isActive(key)).toBe(true);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(walk.isActive(key)).toBe(false);
  });

  it('without a usable key stop the element with an incident', async () => {
    const walk = await Walk.open(waiting('p'));
    const key = await walk.create('p', { key: null });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'c' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { key: 'k' } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    await walk.engine.correlateMessage({ name: 'm', correlationKey: 'k' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});

describe('message start events', () => {
  const started = diagram('p', start('s', onMessage('M')) + task('w') + end() + flows('s -> w\nw -> e'), m);

  it('open an instance with the variables, one at a time for each key', async () => {
    const walk = await Walk.open(started);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { a: 1 } });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { a: 2 } });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'other', variables: { a: 3 } });
    const jobs = await walk.jobs('w');
    expect(jobs.map(({ variables }) => variables)).toEqual([{ a: 1 }, { a: 3 }]);
    await walk.engine.completeJob({ jobKey: jobs[0]?.jobKey ?? '' });
    expect(await walk.jobs('w')).toHaveLength(0);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { a: 4 } });
    expect(await walk.jobs('w')).toHaveLength(1);
  });

  it('bring their variables once: what workers make of them stays', async () => {
    const walk = await Walk.open(started);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { a: 1 } });
    const job = await walk.job('w');
    await walk.engine.completeJob({ jobKey: job.jobKey, variables: { a: 2 } });
    expect(walk.root(job.processInstanceKey)).toEqual({ a: 2 });
  });

  it('pass only what an output mapping names', async () => {
    const begin = `<bpmn:extensionElements>${io(['out', '=body.id', 'msgId'])}</bpmn:extensionElements>${onMessage('M')}`;
    const walk = await Walk.open(diagram('p', start('s', begin) + task('w') + end() + flows('s -> w\nw -> e'), m));
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { body: { id: 9 }, x: 1 } });
    expect((await walk.job('w')).variables).toEqual({ msgId: 9 });
  });

  it('open the next instance for a buffered message when the first has ended, not earlier', async () => {
    const walk = await Walk.open(started);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 60_000, variables: { a: 1 } });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: 60_000, variables: { a: 2 } });
    const first = await walk.job('w');
    await walk.engine.completeJob({ jobKey: first.jobKey });
    expect((await walk.job('w')).variables).toEqual({ a: 2 });
  });

  it('open as many instances as messages come when they have no key', async () => {
    const walk = await Walk.open(started);
    await walk.engine.publishMessage({ name: 'm' });
    await walk.engine.publishMessage({ name: 'm' });
    expect(await walk.jobs('w')).toHaveLength(2);
  });

  it('belong to the latest version only', async () => {
    const walk = await Walk.open(started);
    await walk.deploy(
      started.replaceAll('"w"', '"w2"').replaceAll('_w', '_w2').replaceAll('w_', 'w2_'),
      'diagram-0.bpmn',
    );
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(await walk.jobs('w')).toHaveLength(0);
    expect(await walk.jobs('w2')).toHaveLength(1);
  });
});

describe('message boundary events', () => {
  const bounded = (interrupting: boolean) =>
    diagram(
      'p',
      start() +
        task('a') +
        boundary('b', 'a', onMessage('M'), interrupting) +
        task('z') +
        end() +
        flows('s -> a\na -> e\nb -> z\nz -> e'),
      m,
    );

  it('end the task and go on with the variables of the message', async () => {
    const walk = await Walk.open(bounded(true));
    const key = await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { why: 'x' } });
    expect((await walk.job('z')).variables).toEqual({ key: 'k', why: 'x' });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await walk.complete('z').catch(() => undefined);
    expect(walk.isActive(key)).toBe(true);
  });

  it('that do not interrupt happen as often as messages come', async () => {
    const walk = await Walk.open(bounded(false));
    await walk.create('p', { key: 'k' });
    for (let i = 0; i < 3; i += 1) await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(await walk.jobs('z')).toHaveLength(3);
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});

describe('message event subprocess', () => {
  it('runs twice beside its scope, which ends after all of them', async () => {
    const inside =
      `<bpmn:startEvent id="es" isInterrupting="false">${onMessage('M')}</bpmn:startEvent>` +
      task('z') +
      end('ee') +
      flows('es -> z\nz -> ee');
    const walk = await Walk.open(
      diagram('p', start() + task('a') + end() + subprocess('esub', inside, '', true) + flows('s -> a\na -> e'), m),
    );
    const key = await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    await walk.complete('a');
    const jobs = await walk.jobs('z');
    expect(jobs).toHaveLength(2);
    await walk.engine.completeJob({ jobKey: jobs[0]?.jobKey ?? '' });
    expect(walk.isActive(key)).toBe(true);
    await walk.engine.completeJob({ jobKey: jobs[1]?.jobKey ?? '' });
    expect(walk.isActive(key)).toBe(false);
  });
});

describe('event-based gateway', () => {
  const race = diagram(
    'p',
    start() +
      '<bpmn:eventBasedGateway id="g" />' +
      catchEvent('c', onMessage('M')) +
      catchEvent('t', after('PT1S')) +
      task('a') +
      task('b') +
      end() +
      flows('s -> g\ng -> c\ng -> t\nc -> a\nt -> b\na -> e\nb -> e'),
    m,
  );

  it('goes where the message leads; the timer is never activated', async () => {
    const walk = await Walk.open(race);
    await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { n: 1 } });
    expect((await walk.job('a')).variables).toEqual({ key: 'k', n: 1 });
    await walk.forward(1_000);
    expect(await walk.jobs('b')).toHaveLength(0);
    expect(walk.events.some((event) => event.type === 'element-activating' && event.row.elementId === 't')).toBe(false);
  });

  it('leaves the output mapping to the event behind it', async () => {
    const walk = await Walk.open(
      race.replace(
        '<bpmn:intermediateCatchEvent id="c">',
        `<bpmn:intermediateCatchEvent id="c"><bpmn:extensionElements>${io(['out', '=n + 1', 'm'])}</bpmn:extensionElements>`,
      ),
    );
    await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { n: 1 } });
    expect((await walk.job('a')).variables).toEqual({ key: 'k', m: 2 });
  });

  it('goes where the timer leads, and the message is then too late', async () => {
    const walk = await Walk.open(race);
    await walk.create('p', { key: 'k' });
    await walk.forward(1_000);
    expect(await walk.jobs('b')).toHaveLength(1);
    await expect(walk.engine.correlateMessage({ name: 'm', correlationKey: 'k' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });
});
