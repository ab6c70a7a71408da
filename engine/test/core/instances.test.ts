import { describe, expect, it } from '@jest/globals';
import {
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  flows,
  io,
  loop,
  message,
  onMessage,
  start,
  subprocess,
  task,
} from './diagram.js';
import { Walk } from './walk.js';

const two = diagram(
  'p',
  start() + task('a') + task('b', io(['in', '=x + 1', 'y'])) + end() + flows('s -> a\na -> b\nb -> e'),
);

describe('creating an instance', () => {
  it('runs the latest version, a given one, or a given key', async () => {
    const walk = await Walk.open();
    const first = await walk.deploy(two);
    await walk.deploy(two.replace('name="p"', 'name="new"'));
    const version = async (body: object) => (await walk.engine.createInstance(body)).processDefinitionVersion;
    expect(await version({ processDefinitionId: 'p' })).toBe(2);
    expect(await version({ processDefinitionId: 'p', processDefinitionVersion: 1 })).toBe(1);
    expect(await version({ processDefinitionId: 'p', processDefinitionVersion: -1 })).toBe(2);
    expect(await version({ processDefinitionKey: first.processes[0]?.processDefinitionKey })).toBe(1);
  });

  it.each([
    ['an id nobody deployed', { processDefinitionId: 'none' }, 'NOT_FOUND'],
    ['a key nobody deployed', { processDefinitionKey: '1' }, 'NOT_FOUND'],
    ['a version nobody deployed', { processDefinitionId: 'p', processDefinitionVersion: 9 }, 'NOT_FOUND'],
    ['neither id nor key', {}, 'INVALID_ARGUMENT'],
    [
      'a start element that is not there',
      { processDefinitionId: 'p', startInstructions: [{ elementId: 'none' }] },
      'INVALID_ARGUMENT',
    ],
  ])('is refused for %s', async (_what, body, type) => {
    const walk = await Walk.open(two);
    await expect(walk.engine.createInstance(body)).rejects.toMatchObject({ type });
  });

  it('can begin at an element, with its input mappings', async () => {
    const walk = await Walk.open(two);
    await walk.engine.createInstance({
      processDefinitionId: 'p',
      variables: { x: 1 },
      startInstructions: [{ elementId: 'b' }],
    });
    expect(await walk.jobs('a')).toHaveLength(0);
    expect((await walk.job('b')).variables).toEqual({ x: 1, y: 2 });
    expect(walk.ended('COMPLETED')).toEqual([]);
  });

  it('can begin inside a subprocess', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie')) +
          end() +
          flows('s -> sub\nsub -> e'),
      ),
    );
    const { processInstanceKey } = await walk.engine.createInstance({
      processDefinitionId: 'p',
      startInstructions: [{ elementId: 'in' }],
    });
    await walk.complete('in');
    expect(walk.isActive(processInstanceKey)).toBe(false);
    expect(walk.ended('COMPLETED')).toEqual(['in', 'ie', 'sub', 'e', 'p']);
  });

  const around = (inner: string, settings = '', more = '', root = '') =>
    diagram('p', start() + subprocess('sub', inner, settings) + more + end() + flows('s -> sub\nsub -> e'), root);
  const inner = start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie');
  const startingAt = (elementId: string, variables = {}) => ({
    processDefinitionId: 'p',
    variables,
    startInstructions: [{ elementId }],
  });

  it('can begin inside a subprocess, which nobody has entered: its input mappings and start listeners are passed by', async () => {
    const listener =
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="greet" /></zeebe:executionListeners>';
    const walk = await Walk.open(around(inner, io(['in', '=1', 'mapped']) + listener));
    await walk.engine.createInstance(startingAt('in'));
    expect((await walk.job('in')).variables).toEqual({});
    expect(await walk.jobs('greet')).toEqual([]);
    await walk.create('p');
    await walk.complete('greet');
    expect((await walk.job('in')).variables).toEqual({ mapped: 1 });
  });

  it('that begins inside a subprocess hears what that one waits for', async () => {
    const walk = await Walk.open(around(inner, '', boundary('b', 'sub', onMessage('M')), message('M', 'go')));
    const { processInstanceKey } = await walk.engine.createInstance(startingAt('in', { key: 'k' }));
    await walk.engine.correlateMessage({ name: 'go', correlationKey: 'k' });
    expect(walk.isActive(processInstanceKey)).toBe(false);
    expect(walk.ended('TERMINATED')).toEqual(['in', 'sub']);
  });

  it.each([
    [
      'that cannot wait for its events',
      around(inner, '', boundary('b', 'sub', onMessage('M')), message('M', 'go')),
      'in',
    ],
    ['that repeats', around(inner + loop('inputCollection="=[1]"')), 'in'],
    [
      'behind an event-based gateway',
      around(
        start('is') +
          '<bpmn:eventBasedGateway id="g" />' +
          catchEvent('m', onMessage('M')) +
          catchEvent('t', after('PT1H')) +
          end('ie') +
          flows('is -> g\ng -> m\ng -> t\nm -> ie\nt -> ie'),
        '',
        '',
        message('M', 'go'),
      ),
      't',
    ],
  ])('does not begin inside a subprocess %s', async (_which, xml, elementId) => {
    const walk = await Walk.open(xml);
    const before = walk.contents;
    await expect(walk.engine.createInstance(startingAt(elementId))).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining('with start instructions'),
    });
    expect(walk.contents).toEqual(before);
  });

  it('can end after an element', async () => {
    const walk = await Walk.open(two);
    const { processInstanceKey } = await walk.engine.createInstance({
      processDefinitionId: 'p',
      runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'a' }],
    });
    await walk.complete('a');
    expect(walk.isActive(processInstanceKey)).toBe(false);
    expect(walk.ended('TERMINATED')).toEqual(['p']);
    expect(await walk.jobs('b')).toHaveLength(0);
  });

  it('can wait for the end and bring the root variables', async () => {
    const walk = await Walk.open(two);
    const jobs = walk.engine.activateJobs({ type: 'a', timeout: 1_000, maxJobsToActivate: 1 });
    const result = walk.engine.createInstance({
      processDefinitionId: 'p',
      variables: { x: 1 },
      awaitCompletion: true,
      requestTimeout: 5_000,
    });
    await walk.engine.completeJob({ jobKey: (await jobs)[0]?.jobKey ?? '', variables: { done: true } });
    await walk.complete('b');
    expect((await result).variables).toEqual({ x: 1, done: true });
  });

  it('that waits gets its answer even when the instance ends at once', async () => {
    const walk = await Walk.open(diagram('now', start() + end() + flows('s -> e')));
    const { variables } = await walk.engine.createInstance({
      processDefinitionId: 'now',
      variables: { a: 1, b: 2 },
      awaitCompletion: true,
      fetchVariables: ['b'],
    });
    expect(variables).toEqual({ b: 2 });
  });

  it('gives up waiting in time, and the instance goes on', async () => {
    const walk = await Walk.open(two);
    await expect(
      walk.engine.createInstance({ processDefinitionId: 'p', awaitCompletion: true, requestTimeout: 20 }),
    ).rejects.toMatchObject({ type: 'DEADLINE_EXCEEDED' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});

describe('events that are thrown', () => {
  const signal = '<bpmn:signal id="S" name="go" />';
  const onSignal = '<bpmn:signalEventDefinition signalRef="S" />';

  it('a signal reaches every waiting instance and starts the processes that begin with it', async () => {
    const waits = (id: string) =>
      diagram(
        id,
        start() + catchEvent('c', onSignal) + task(`${id}-a`) + end() + flows(`s -> c\nc -> ${id}-a\n${id}-a -> e`),
        signal,
      );
    const starts = diagram('r', start('s', onSignal) + task('r-a') + end() + flows('s -> r-a\nr-a -> e'), signal);
    const throws = diagram('t', start() + end('e', onSignal) + flows('s -> e'), signal);
    const walk = await Walk.open(waits('p'), waits('q'), starts, throws);
    await walk.create('p');
    await walk.create('p');
    await walk.create('q');
    await walk.engine.broadcastSignal({ signalName: 'go', variables: { n: 1 } });
    expect(await walk.jobs('p-a')).toHaveLength(2);
    expect(await walk.jobs('q-a')).toHaveLength(1);
    expect((await walk.job('r-a')).variables).toEqual({ n: 1 });
    await walk.create('p');
    await walk.create('t');
    expect(await walk.jobs('p-a')).toHaveLength(1);
    expect(await walk.jobs('r-a')).toHaveLength(1);
  });

  it('a link goes on at its catching end', async () => {
    const link = (name: string) => `<bpmn:linkEventDefinition name="${name}" />`;
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a') +
          `<bpmn:intermediateThrowEvent id="t">${link('A')}</bpmn:intermediateThrowEvent>` +
          catchEvent('c', link('A')) +
          task('b') +
          end() +
          flows('s -> a\na -> t\nc -> b\nb -> e'),
      ),
    );
    const key = await walk.create('p');
    await walk.complete('a');
    await walk.complete('b');
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    ['false', ['in', 'z']],
    ['true', ['z']],
  ])('an escalation is caught on the subprocess (interrupting: %s)', async (interrupting, expected) => {
    const throwIt =
      '<bpmn:intermediateThrowEvent id="t"><bpmn:escalationEventDefinition escalationRef="X" /></bpmn:intermediateThrowEvent>';
    const inside = start('is') + throwIt + task('in') + end('ie') + flows('is -> t\nt -> in\nin -> ie');
    const caught = `<bpmn:boundaryEvent id="b" attachedToRef="sub" cancelActivity="${interrupting}"><bpmn:escalationEventDefinition escalationRef="X" /></bpmn:boundaryEvent>`;
    const walk = await Walk.open(
      diagram(
        'p',
        start() + subprocess('sub', inside) + caught + task('z') + end() + flows('s -> sub\nsub -> e\nb -> z\nz -> e'),
        '<bpmn:escalation id="X" escalationCode="X" />',
      ),
    );
    await walk.create('p');
    const open = [...(await walk.jobs('in')), ...(await walk.jobs('z'))].map(({ type }) => type);
    expect(open).toEqual(expected);
    expect(walk.incidents).toHaveLength(0);
  });

  it('a message of a throw event is a job', async () => {
    const throwing = `<bpmn:intermediateThrowEvent id="t"><bpmn:extensionElements><zeebe:taskDefinition type="send" /></bpmn:extensionElements><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>`;
    const walk = await Walk.open(diagram('p', start() + throwing + end() + flows('s -> t\nt -> e')));
    const key = await walk.create('p');
    await walk.complete('send');
    expect(walk.isActive(key)).toBe(false);
  });

  it('a script works its expression out into a variable', async () => {
    const script =
      '<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=a + b" resultVariable="sum" /></bpmn:extensionElements></bpmn:scriptTask>';
    const walk = await Walk.open(diagram('p', start() + script + end() + flows('s -> t\nt -> e')));
    expect(walk.root(await walk.create('p', { a: 1, b: 2 }))).toEqual({ a: 1, b: 2, sum: 3 });
  });
});

describe('a process', () => {
  it('passes plain and manual tasks without a stop', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() + '<bpmn:task id="t" /><bpmn:manualTask id="m" />' + end() + flows('s -> t\nt -> m\nm -> e'),
      ),
    );
    expect(walk.isActive(await walk.create('p'))).toBe(false);
  });

  it('that goes round for ever without waiting is refused, and has left no trace', async () => {
    const round = '<bpmn:exclusiveGateway id="a" /><bpmn:exclusiveGateway id="b" />';
    const walk = await Walk.open(diagram('p', start() + round + flows('s -> a\na -> b\nb -> a')));
    const before = walk.contents;
    await expect(walk.create('p')).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.contents).toEqual(before);
  }, 30_000);
});

describe('execution listeners', () => {
  const listener = (event: string) =>
    `<zeebe:executionListeners><zeebe:executionListener eventType="${event}" type="l-${event}" /></zeebe:executionListeners>`;

  it('start: runs before the job, its variables stay in the task', async () => {
    const walk = await Walk.open(
      diagram('p', start() + task('a', listener('start')) + end() + flows('s -> a\na -> e')),
    );
    const key = await walk.create('p');
    expect(await walk.jobs('a')).toHaveLength(0);
    const job = await walk.job('l-start');
    expect(job).toMatchObject({ kind: 'EXECUTION_LISTENER', listenerEventType: 'START' });
    await walk.engine.completeJob({ jobKey: job.jobKey, variables: { local: 1 } });
    expect((await walk.job('a')).variables).toEqual({ local: 1 });
    expect(walk.root(key)).toEqual({});
  });

  it('end: runs after the output mapping, its variables go up', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a', listener('end') + io(['out', '=r', 'mapped'])) +
          task('b') +
          end() +
          flows('s -> a\na -> b\nb -> e'),
      ),
    );
    await walk.create('p');
    await walk.complete('a', { r: 1 });
    expect(await walk.jobs('b')).toHaveLength(0);
    await walk.complete('l-end', { up: 2 });
    expect((await walk.job('b')).variables).toEqual({ mapped: 1, up: 2 });
  });
});
