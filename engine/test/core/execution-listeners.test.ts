import { describe, expect, it } from '@jest/globals';
import type { Variables } from '../../index.js';
import {
  adHoc,
  after,
  boundary,
  compensate,
  diagram,
  end,
  error,
  flows,
  loop,
  message,
  onError,
  onMessage,
  start,
  subprocess,
  task,
  undo,
  when,
} from './diagram.js';
import { Walk } from './walk.js';

type Listener = readonly [event: 'start' | 'end', type: string];

const BOTH: readonly Listener[] = [
  ['start', 'before'],
  ['end', 'behind'],
];
const listeners = (...given: readonly Listener[]) =>
  `<zeebe:executionListeners>${given.map(([event, type]) => `<zeebe:executionListener eventType="${event}" type="${type}" />`).join('')}</zeebe:executionListeners>`;
const extended = (settings: string, given = BOTH) =>
  `<bpmn:extensionElements>${settings}${listeners(...given)}</bpmn:extensionElements>`;

const ROOTS =
  message('M', 'm', '="k"') +
  '<bpmn:signal id="S" name="s" /><bpmn:escalation id="X" escalationCode="X" />' +
  error('E', 'E');
const onSignal = '<bpmn:signalEventDefinition signalRef="S" />';
const onEscalation = '<bpmn:escalationEventDefinition escalationRef="X" />';
const link = '<bpmn:linkEventDefinition name="L" />';

/** start → x → z → end. */
const inRow = (element: string, more = '') =>
  diagram('p', start() + element + more + task('z') + end() + flows('s -> x\nx -> z\nz -> e'), ROOTS);

const tag = (name: string, settings: string, content = '', given = BOTH) =>
  `<bpmn:${name} id="x">${extended(settings, given)}${content}</bpmn:${name}>`;
const catching = (event: string) => tag('intermediateCatchEvent', '', event);
const throwing = (event: string, settings = '') => tag('intermediateThrowEvent', settings, event);
const definition = (type: string) => `<zeebe:taskDefinition type="${type}" />`;
const inner = start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie');

const nothing = () => Promise.resolve();
const job = (type: string) => (walk: Walk) => walk.complete(type);
const publish = (walk: Walk) => walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });

type Drive = (walk: Walk) => Promise<unknown>;

/** Elements with a start and an end listener, and what lets them do their work. */
const ELEMENTS: readonly (readonly [what: string, xml: string, drive: Drive])[] = [
  ['a service task', inRow(tag('serviceTask', definition('x'))), job('x')],
  ['a send task', inRow(tag('sendTask', definition('x'))), job('x')],
  ['a business rule task', inRow(tag('businessRuleTask', definition('x'))), job('x')],
  ['a script task', inRow(tag('scriptTask', '<zeebe:script expression="=1" resultVariable="r" />')), nothing],
  ['a manual task', inRow(tag('manualTask', '')), nothing],
  ['an undefined task', inRow(tag('task', '')), nothing],
  [
    'a user task',
    inRow(tag('userTask', '<zeebe:userTask />')),
    (walk) => walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey }),
  ],
  ['a user task as a job', inRow(tag('userTask', '')), job('io.camunda.zeebe:userTask')],
  ['a receive task', inRow(tag('receiveTask', '').replace('id="x"', 'id="x" messageRef="M"')), publish],
  ['a subprocess', inRow(tag('subProcess', '', inner)), job('in')],
  [
    'an ad-hoc subprocess',
    inRow(tag('adHocSubProcess', '<zeebe:adHoc activeElementsCollection="=[&#34;in&#34;]" />', task('in'))),
    job('in'),
  ],
  ['a call activity', inRow(tag('callActivity', '<zeebe:calledElement processId="child" />')), job('in')],
  ['a message catch event', inRow(catching(onMessage('M'))), publish],
  ['a timer catch event', inRow(catching(after('PT1H'))), (walk) => walk.forward(3_600_000)],
  ['a signal catch event', inRow(catching(onSignal)), (walk) => walk.engine.broadcastSignal({ signalName: 's' })],
  ['a conditional catch event', inRow(catching(when('=1 = 1'))), nothing],
  ['a none throw event', inRow(throwing('')), nothing],
  ['a message throw event', inRow(throwing(onMessage('M'), definition('x'))), job('x')],
  ['a signal throw event', inRow(throwing(onSignal)), nothing],
  ['an escalation throw event', inRow(throwing(onEscalation)), nothing],
  ['a compensation throw event', inRow(throwing('<bpmn:compensateEventDefinition />')), nothing],
];

const child = diagram('child', inner);

/** What a worker of a listener is told, and says. */
async function listen(walk: Walk, type: string, variables: Variables = {}): Promise<void> {
  expect(await walk.job(type)).toMatchObject({
    kind: 'EXECUTION_LISTENER',
    listenerEventType: type === 'before' ? 'START' : 'END',
    elementId: 'x',
  });
  await walk.engine.completeJob({
    jobKey: [...walk.state.jobs.all()].find((one) => one.type === type)?.jobKey ?? '',
    variables,
  });
}

describe('execution listeners of', () => {
  it.each(ELEMENTS)('%s are asked before it begins and before it is left', async (_what, xml, drive) => {
    const walk = await Walk.open(child, xml);
    await walk.create('p');
    const [x] = [...walk.state.elements.all()].filter(({ elementId }) => elementId === 'x');
    expect([x?.phase, walk.state.jobs.size]).toEqual(['ACTIVATING', 1]);
    for (const waiting of ['timer', 'message_subscription', 'signal_subscription', 'user_task'])
      expect(walk.contents[waiting]).toEqual([]);
    await listen(walk, 'before', { mine: 1 });
    await drive(walk);
    expect(await walk.jobs('z')).toHaveLength(0);
    await listen(walk, 'behind', { told: 2 });
    // Variables of start listeners stay with the element, those of end listeners leave it.
    const { variables } = await walk.job('z');
    expect(variables).not.toHaveProperty('mine');
    expect(variables).toMatchObject({ told: 2 });
  });

  it.each([
    ['exclusive', ''],
    ['inclusive', ''],
    ['parallel', ''],
  ])('an %s gateway are asked before it chooses', async (kind) => {
    const name = `${kind}Gateway`;
    const walk = await Walk.open(inRow(tag(name, '', '', [['start', 'before']])));
    await walk.create('p');
    expect(await walk.jobs('z')).toHaveLength(0);
    await listen(walk, 'before');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('an event-based gateway are asked before it waits, and set what it waits for', async () => {
    const body =
      start() +
      tag('eventBasedGateway', '', '', [['start', 'before']]) +
      `<bpmn:intermediateCatchEvent id="c">${onMessage('V')}</bpmn:intermediateCatchEvent>` +
      `<bpmn:intermediateCatchEvent id="t">${after('PT1H')}</bpmn:intermediateCatchEvent>` +
      end() +
      flows('s -> x\nx -> c\nx -> t\nc -> e\nt -> e');
    const walk = await Walk.open(diagram('p', body, message('V', 'm', '=key')));
    const key = await walk.create('p');
    expect(walk.contents['timer']).toEqual([]);
    await listen(walk, 'before', { key: 'k' });
    await publish(walk);
    expect(walk.isActive(key)).toBe(false);
  });

  it('the process frame all of it', async () => {
    const walk = await Walk.open(diagram('x', extended('') + start() + task('a') + end() + flows('s -> a\na -> e')));
    const key = await walk.create('x');
    expect(await walk.jobs('a')).toHaveLength(0);
    await listen(walk, 'before', { set: 1 });
    await walk.complete('a');
    expect(walk.isActive(key)).toBe(true);
    await listen(walk, 'behind', { told: 2 });
    expect([walk.isActive(key), walk.root(key)]).toEqual([false, { set: 1, told: 2 }]);
  });

  it('an event subprocess frame it', async () => {
    const inside = start('es', onMessage('M')) + task('in') + end('ee') + flows('es -> in\nin -> ee');
    const esub = tag('subProcess', '', inside).replace('id="x"', 'id="x" triggeredByEvent="true"');
    const walk = await Walk.open(diagram('p', start() + task('a') + end() + esub + flows('s -> a\na -> e'), ROOTS));
    const key = await walk.create('p');
    await publish(walk);
    expect(await walk.jobs('in')).toHaveLength(0);
    await listen(walk, 'before');
    await walk.complete('in');
    await listen(walk, 'behind');
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    ['a start event', diagram('p', tag('startEvent', '', '', [['end', 'behind']]) + task('z') + flows('x -> z'))],
    [
      'a boundary event',
      diagram(
        'p',
        start() +
          '<bpmn:manualTask id="m" />' +
          boundary('x', 'm', extended('', [['end', 'behind']]) + when('=1 = 1')) +
          task('z') +
          flows('s -> m\nx -> z'),
      ),
    ],
  ])('%s are asked before it is left', async (_what, xml) => {
    const walk = await Walk.open(xml);
    await walk.create('p');
    expect(await walk.jobs('z')).toHaveLength(0);
    await listen(walk, 'behind', { told: 2 });
    expect((await walk.job('z')).variables).toEqual({ told: 2 });
  });

  it.each([
    ['a none end event', '', nothing],
    ['a message end event', onMessage('M'), job('x')],
    ['a signal end event', onSignal, nothing],
    ['an escalation end event', onEscalation, nothing],
    ['a terminate end event', '<bpmn:terminateEventDefinition />', nothing],
    ['a compensation end event', '<bpmn:compensateEventDefinition />', job('undo')],
  ] as const)('%s are asked before the process ends', async (_what, event, drive) => {
    const settings = event === onMessage('M') ? definition('x') : '';
    const walk = await Walk.open(
      diagram(
        'p',
        start() + task('a') + undo('undo', 'a') + tag('endEvent', settings, event) + flows('s -> a\na -> x'),
        ROOTS,
      ),
    );
    const key = await walk.create('p');
    await walk.complete('a');
    await listen(walk, 'before');
    await drive(walk);
    expect(walk.isActive(key)).toBe(true);
    await listen(walk, 'behind');
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    [
      'throwing',
      throwing(link),
      `<bpmn:intermediateCatchEvent id="c">${link}</bpmn:intermediateCatchEvent>`,
      's -> x\nc -> z',
    ],
    [
      'catching',
      `<bpmn:intermediateThrowEvent id="t">${link}</bpmn:intermediateThrowEvent>`,
      catching(link),
      's -> t\nx -> z',
    ],
  ])('a %s link are asked', async (_what, thrower, catcher, flow) => {
    const walk = await Walk.open(
      diagram('p', start() + thrower + catcher + task('z') + end() + flows(`${flow}\nz -> e`)),
    );
    await walk.create('p');
    await listen(walk, 'before');
    await listen(walk, 'behind');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('an error end event are asked before it is thrown', async () => {
    const body = start('is') + tag('endEvent', '', onError('E'), [['start', 'before']]) + flows('is -> x');
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', body) +
          boundary('b', 'sub', onError('E')) +
          task('z') +
          end() +
          flows('s -> sub\nsub -> e\nb -> z\nz -> e'),
        ROOTS,
      ),
    );
    await walk.create('p');
    expect(await walk.jobs('z')).toHaveLength(0);
    await listen(walk, 'before');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('a multi-instance activity are asked in each instance', async () => {
    const each = tag('serviceTask', definition('x'), loop('inputCollection="=[1,2]" inputElement="item"'));
    const walk = await Walk.open(inRow(each));
    await walk.create('p');
    for (const type of ['before', 'x', 'behind']) {
      const jobs = await walk.jobs(type);
      expect(jobs.map(({ variables }) => variables['item'])).toEqual([1, 2]);
      for (const { jobKey } of jobs) await walk.engine.completeJob({ jobKey });
    }
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('a compensation handler frame it', async () => {
    const handler = `<bpmn:serviceTask id="x">${extended(definition('x'))}</bpmn:serviceTask>`;
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a') +
          undo('x', 'a', handler) +
          compensate('t') +
          task('z') +
          end() +
          flows('s -> a\na -> t\nt -> z\nz -> e'),
      ),
    );
    await walk.create('p');
    await walk.complete('a');
    await listen(walk, 'before');
    await walk.complete('x');
    await listen(walk, 'behind');
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});

describe('an execution listener', () => {
  const three = (...given: readonly Listener[]) => inRow(tag('serviceTask', definition('x'), '', given));

  it('is asked after those before it, and sees what they have set', async () => {
    const walk = await Walk.open(three(['start', 'one'], ['start', 'two'], ['end', 'one'], ['end', 'two']));
    await walk.create('p');
    await walk.complete('one', { n: 1 });
    expect((await walk.job('two')).variables).toEqual({ n: 1 });
    await walk.engine.completeJob({ jobKey: [...walk.state.jobs.all()][0]?.jobKey ?? '' });
    await walk.complete('x');
    await walk.complete('one', { m: 2 });
    expect((await walk.job('two')).variables).toMatchObject({ m: 2 });
  });

  it('out of retries is an incident, and only it is asked again', async () => {
    const walk = await Walk.open(three(['start', 'one'], ['start', 'two']));
    await walk.create('p');
    await walk.complete('one');
    const { jobKey } = await walk.job('two');
    await walk.engine.failJob({ jobKey, retries: 0 });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXECUTION_LISTENER_NO_RETRIES', jobKey }]);
    await walk.engine.updateJob({ jobKey, retries: 1 });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('one')).toHaveLength(0);
    await walk.complete('two');
    expect(await walk.jobs('x')).toHaveLength(1);
  });

  it('that cannot be asked lets all before it be asked again once that is solved', async () => {
    const walk = await Walk.open(three(['start', 'one'], ['start', '=next']));
    const key = await walk.create('p');
    await walk.complete('one');
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'x' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { next: 'two' } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    await walk.complete('one');
    await walk.complete('two');
    expect(await walk.jobs('x')).toHaveLength(1);
  });

  it('throws no error', async () => {
    const walk = await Walk.open(three(['start', 'one']));
    await walk.create('p');
    const { jobKey } = await walk.job('one');
    await expect(walk.engine.throwJobError({ jobKey, errorCode: 'E' })).rejects.toMatchObject({
      type: 'INVALID_STATE',
    });
    await walk.engine.completeJob({ jobKey });
    expect(await walk.jobs('x')).toHaveLength(1);
  });

  it('at the end of an activity holds it beyond the reach of its boundary', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          tag('serviceTask', definition('x'), '', [['end', 'behind']]) +
          boundary('late', 'x', after('PT1H')) +
          task('y') +
          task('z') +
          end() +
          flows('s -> x\nx -> z\nlate -> y\nz -> e\ny -> e'),
      ),
    );
    await walk.create('p');
    await walk.complete('x');
    await walk.forward(3_600_000);
    await walk.complete('behind');
    expect(await walk.jobs('y')).toHaveLength(0);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('at the end of an event whose escalation interrupts it is not asked', async () => {
    const body = start('is') + tag('endEvent', '', onEscalation, [['end', 'behind']]) + flows('is -> x');
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', body) +
          boundary('b', 'sub', onEscalation) +
          task('z') +
          end() +
          flows('s -> sub\nsub -> e\nb -> z\nz -> e'),
        ROOTS,
      ),
    );
    await walk.create('p');
    expect(await walk.jobs('behind')).toHaveLength(0);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('hands its headers and retries to its worker', async () => {
    const settings =
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="=kind" retries="=1 + 1"><zeebe:taskHeaders><zeebe:header key="h" value="v" /></zeebe:taskHeaders></zeebe:executionListener></zeebe:executionListeners>';
    const walk = await Walk.open(diagram('p', start() + task('x', settings) + end() + flows('s -> x\nx -> e')));
    await walk.create('p', { kind: 'one' });
    expect(await walk.job('one')).toMatchObject({ retries: 2, customHeaders: { h: 'v' } });
  });
});

describe('an ad-hoc subprocess with a worker', () => {
  it('is asked for by its listeners first, and by its worker then', async () => {
    const settings = `${definition('decide')}${listeners(...BOTH)}`;
    const walk = await Walk.open(inRow(adHoc('x', task('in'), { settings })));
    await walk.create('p');
    expect(await walk.jobs('decide')).toHaveLength(0);
    await listen(walk, 'before');
    const { jobKey } = await walk.job('decide');
    await walk.engine.completeJob({ jobKey, result: { isCompletionConditionFulfilled: true } });
    await listen(walk, 'behind');
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});
