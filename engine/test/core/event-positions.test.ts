import { describe, expect, it } from '@jest/globals';
import {
  adHoc,
  after,
  boundary,
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
  userTask,
  when,
} from './diagram.js';
import { Walk } from './walk.js';

const ROOTS =
  message('M', 'm', '="k"') +
  '<bpmn:signal id="S" name="s" /><bpmn:escalation id="X" escalationCode="X" />' +
  error('E', 'E');
const HOUR = 3_600_000;
const onDate = '<bpmn:timerEventDefinition><bpmn:timeDate>=due</bpmn:timeDate></bpmn:timerEventDefinition>';
const onSignal = '<bpmn:signalEventDefinition signalRef="S" />';
const onEscalation = '<bpmn:escalationEventDefinition escalationRef="X" />';

interface Trigger {
  readonly what: string;
  readonly event: string;
  readonly fire: (walk: Walk, root: string) => Promise<unknown>;
}

/** Events that come from outside, and how each is made to happen. */
const TRIGGERS: readonly Trigger[] = [
  {
    what: 'message',
    event: onMessage('M'),
    fire: (walk) => walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { brought: 1 } }),
  },
  { what: 'timer with a duration', event: after('PT1H'), fire: (walk) => walk.forward(HOUR) },
  { what: 'timer with a date', event: onDate, fire: (walk) => walk.forward(HOUR) },
  {
    what: 'signal',
    event: onSignal,
    fire: (walk) => walk.engine.broadcastSignal({ signalName: 's', variables: { brought: 1 } }),
  },
  {
    what: 'condition',
    event: when('=level > 1'),
    fire: (walk, root) => walk.engine.setVariables({ elementInstanceKey: root, variables: { level: 2 } }),
  },
];

const eventSubprocess = (id: string, event: string, interrupting: boolean) =>
  subprocess(
    id,
    `<bpmn:startEvent id="${id}_s" isInterrupting="${String(interrupting)}">${event}</bpmn:startEvent>` +
      task('z') +
      end(`${id}_e`) +
      flows(`${id}_s -> z\nz -> ${id}_e`),
    '',
    true,
  );

const VARIABLES = { due: '2026-03-01T09:00:00Z', level: 1, list: [1, 2] };

async function begun(...diagrams: readonly string[]): Promise<{ walk: Walk; root: string }> {
  const walk = await Walk.open(...diagrams);
  return { walk, root: await walk.create('p', VARIABLES) };
}

/** Nothing of the instance may be left behind when it has ended. */
async function finish(walk: Walk, root: string, ...types: readonly string[]): Promise<void> {
  for (const type of types) for (const { jobKey } of await walk.jobs(type)) await walk.engine.completeJob({ jobKey });
  expect(walk.isActive(root)).toBe(false);
  for (const left of ['element_instance', 'job', 'timer', 'message_subscription', 'signal_subscription', 'variable'])
    expect([left, walk.contents[left]]).toEqual([left, []]);
}

describe.each(TRIGGERS)('a $what', ({ event, fire }) => {
  const guarded = (interrupting: boolean) =>
    diagram(
      'p',
      start() +
        task('a') +
        boundary('b', 'a', event, interrupting) +
        task('z') +
        end() +
        flows('s -> a\na -> e\nb -> z\nz -> e'),
      ROOTS,
    );

  it('on a boundary interrupts its activity', async () => {
    const { walk, root } = await begun(guarded(true));
    const { jobKey } = await walk.job('a');
    await fire(walk, root);
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await finish(walk, root, 'z');
  });

  it('on a boundary that does not interrupt begins a path beside its activity', async () => {
    const { walk, root } = await begun(guarded(false));
    await fire(walk, root);
    expect(walk.ended('TERMINATED')).toEqual([]);
    await finish(walk, root, 'z', 'a');
  });

  it('that has not come when its activity ends is not waited for any more', async () => {
    const { walk, root } = await begun(guarded(true));
    await walk.complete('a');
    await fire(walk, root).catch(() => undefined);
    await finish(walk, root);
    expect(walk.ended('COMPLETED')).not.toContain('b');
  });

  it.each([true, false])('begins an event subprocess of the process (interrupting: %s)', async (interrupting) => {
    const { walk, root } = await begun(
      diagram(
        'p',
        start() + task('a') + end() + eventSubprocess('esub', event, interrupting) + flows('s -> a\na -> e'),
        ROOTS,
      ),
    );
    await fire(walk, root);
    expect(walk.ended('TERMINATED')).toEqual(interrupting ? ['a'] : []);
    await finish(walk, root, 'a', 'z');
  });

  it.each([true, false])('begins an event subprocess of a subprocess (interrupting: %s)', async (interrupting) => {
    const inside =
      start('is') + task('a') + end('ie') + eventSubprocess('esub', event, interrupting) + flows('is -> a\na -> ie');
    const { walk, root } = await begun(
      diagram(
        'p',
        start() + subprocess('sub', inside) + task('y') + end() + flows('s -> sub\nsub -> y\ny -> e'),
        ROOTS,
      ),
    );
    await fire(walk, root);
    expect(walk.ended('TERMINATED')).toEqual(interrupting ? ['a'] : []);
    expect(await walk.jobs('y')).toHaveLength(0);
    for (const type of interrupting ? ['z'] : ['a', 'z']) await walk.complete(type);
    await finish(walk, root, 'y');
  });

  it('is waited for by a catch event', async () => {
    const catcher = `<bpmn:intermediateCatchEvent id="c">${event}</bpmn:intermediateCatchEvent>`;
    const { walk, root } = await begun(
      diagram('p', start() + catcher + task('z') + end() + flows('s -> c\nc -> z\nz -> e'), ROOTS),
    );
    expect(await walk.jobs('z')).toHaveLength(0);
    await fire(walk, root);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'c']);
    await finish(walk, root, 'z');
  });

  it('is the first of those behind an event-based gateway', async () => {
    const body =
      start() +
      '<bpmn:eventBasedGateway id="gw" />' +
      `<bpmn:intermediateCatchEvent id="c">${event}</bpmn:intermediateCatchEvent>` +
      `<bpmn:intermediateCatchEvent id="other">${after('P1D')}</bpmn:intermediateCatchEvent>` +
      task('z') +
      task('y') +
      end() +
      flows('s -> gw\ngw -> c\ngw -> other\nc -> z\nother -> y\nz -> e\ny -> e');
    const { walk, root } = await begun(diagram('p', body, ROOTS));
    await fire(walk, root);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'gw', 'c']);
    await finish(walk, root, 'z');
  });

  /** Every kind of activity can carry it. */
  const inner = start('is') + task('a') + end('ie') + flows('is -> a\na -> ie');
  it.each([
    ['user task', userTask('x')],
    ['receive task', '<bpmn:receiveTask id="x" messageRef="M2" />'],
    ['subprocess', subprocess('x', inner)],
    [
      'call activity',
      '<bpmn:callActivity id="x"><bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements></bpmn:callActivity>',
    ],
    [
      'ad-hoc subprocess',
      adHoc('x', task('a'), { settings: '<zeebe:adHoc activeElementsCollection="=[&#34;a&#34;]" />' }),
    ],
    ['multi-instance task', task('x', '', loop('inputCollection="=list"'))],
    [
      'multi-instance subprocess',
      subprocess('x', inner).replace(
        /<\/bpmn:subProcess>$/,
        `${loop('inputCollection="=list"', true)}</bpmn:subProcess>`,
      ),
    ],
  ])('on the boundary of a %s interrupts all of it', async (_what, activity) => {
    const roots = ROOTS + message('M2', 'other', '="k"');
    const { walk, root } = await begun(
      diagram('child', inner),
      diagram(
        'p',
        start() + activity + boundary('b', 'x', event) + task('z') + end() + flows('s -> x\nx -> e\nb -> z\nz -> e'),
        roots,
      ),
    );
    await fire(walk, root);
    expect(walk.ended('TERMINATED')).toContain('x');
    await finish(walk, root, 'z');
    expect(walk.userTasks).toEqual([]);
  });
});

describe('variables that an event brings', () => {
  it.each(TRIGGERS.filter(({ what }) => what === 'message' || what === 'signal'))(
    '($what) go where they are known, or only where its output mapping puts them',
    async ({ event, fire }) => {
      const mapped = (settings: string) =>
        diagram(
          'p',
          start() +
            `<bpmn:intermediateCatchEvent id="c"><bpmn:extensionElements>${settings}</bpmn:extensionElements>${event}</bpmn:intermediateCatchEvent>` +
            task('z') +
            flows('s -> c\nc -> z'),
          ROOTS,
        );
      const plain = await begun(mapped(''));
      await fire(plain.walk, plain.root);
      expect((await plain.walk.job('z')).variables).toMatchObject({ brought: 1 });
      const { walk, root } = await begun(
        mapped('<zeebe:ioMapping><zeebe:output source="=brought + 1" target="kept" /></zeebe:ioMapping>'),
      );
      await fire(walk, root);
      const { variables } = await walk.job('z');
      expect(variables).toMatchObject({ kept: 2 });
      expect(variables).not.toHaveProperty('brought');
    },
  );
});

/** What throws inside, as the content of a scope that begins with a start event `is`. */
const THROWERS = {
  'an end event': (event: string) => start('is') + end('t', event) + flows('is -> t'),
  'an end event in a subprocess': (event: string) =>
    start('is') + subprocess('deep', start('ds') + end('t', event) + flows('ds -> t')) + flows('is -> deep'),
  'an end event in an event subprocess': (event: string) =>
    start('is') +
    '<bpmn:manualTask id="m" />' +
    task('wait') +
    subprocess('desub', start('ds', when('=level > 0')) + end('t', event) + flows('ds -> t'), '', true) +
    flows('is -> m\nm -> wait'),
} as const;

/** What holds the thrower, as element x; `child` is the process of the call activity. */
const HOLDERS = {
  'a subprocess': (inside: string) => subprocess('x', inside),
  'a multi-instance subprocess': (inside: string) =>
    subprocess('x', inside).replace(/<\/bpmn:subProcess>$/, `${loop('inputCollection="=[1]"')}</bpmn:subProcess>`),
  'an ad-hoc subprocess': (inside: string) =>
    adHoc('x', subprocess('wrap', inside), {
      settings: '<zeebe:adHoc activeElementsCollection="=[&#34;wrap&#34;]" />',
    }),
  'a call activity': () =>
    '<bpmn:callActivity id="x"><bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements></bpmn:callActivity>',
} as const;

const COMBINATIONS = Object.entries(THROWERS).flatMap(([thrower, inside]) =>
  Object.entries(HOLDERS).map(([holder, around]) => ({ thrower, holder, inside, around })),
);

describe.each(COMBINATIONS)('thrown by $thrower in $holder', ({ inside, around }) => {
  const child = (event: string) => diagram('child', inside(event), ROOTS);

  it('an error ends it and goes on at its boundary', async () => {
    const { walk, root } = await begun(
      child(onError('E')),
      diagram(
        'p',
        start() +
          around(inside(onError('E'))) +
          boundary('b', 'x', onError('E')) +
          task('z') +
          end() +
          flows('s -> x\nx -> e\nb -> z\nz -> e'),
        ROOTS,
      ),
    );
    expect(walk.ended('TERMINATED')).toContain('x');
    expect(walk.incidents).toEqual([]);
    await finish(walk, root, 'z');
  });

  it('an error is caught by an event subprocess around it', async () => {
    const { walk, root } = await begun(
      child(onError('E')),
      diagram(
        'p',
        start() +
          around(inside(onError('E'))) +
          end() +
          eventSubprocess('esub', onError(), true) +
          flows('s -> x\nx -> e'),
        ROOTS,
      ),
    );
    expect(walk.ended('TERMINATED')).toContain('x');
    await finish(walk, root, 'z');
  });

  it('an error that nobody catches is an incident where it was thrown', async () => {
    const { walk } = await begun(
      child(onError('E')),
      diagram('p', start() + around(inside(onError('E'))) + end() + flows('s -> x\nx -> e'), ROOTS),
    );
    expect(walk.incidents).toMatchObject([{ errorType: 'UNHANDLED_ERROR_EVENT', elementId: 't' }]);
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(walk.incidents).toHaveLength(1);
  });

  it.each([true, false])('an escalation reaches its boundary (interrupting: %s)', async (interrupting) => {
    const { walk, root } = await begun(
      child(onEscalation),
      diagram(
        'p',
        start() +
          around(inside(onEscalation)) +
          boundary('b', 'x', onEscalation, interrupting) +
          task('y') +
          task('z') +
          end() +
          flows('s -> x\nx -> y\nb -> z\ny -> e\nz -> e'),
        ROOTS,
      ),
    );
    expect(walk.ended('TERMINATED').includes('x')).toBe(interrupting);
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(await walk.jobs('y')).toHaveLength(interrupting ? 0 : 1);
    for (const { jobKey } of [...walk.state.jobs.all()]) await walk.engine.completeJob({ jobKey });
    expect(walk.isActive(root)).toBe(false);
  });

  it.each([true, false])(
    'an escalation begins an event subprocess around it (interrupting: %s)',
    async (interrupting) => {
      const { walk, root } = await begun(
        child(onEscalation),
        diagram(
          'p',
          start() +
            around(inside(onEscalation)) +
            end() +
            eventSubprocess('esub', onEscalation, interrupting) +
            flows('s -> x\nx -> e'),
          ROOTS,
        ),
      );
      expect(walk.ended('TERMINATED').includes('x')).toBe(interrupting);
      await finish(walk, root, 'z');
    },
  );

  it('an escalation that nobody catches disturbs nobody', async () => {
    const { walk, root } = await begun(
      child(onEscalation),
      diagram('p', start() + around(inside(onEscalation)) + end() + flows('s -> x\nx -> e'), ROOTS),
    );
    expect(walk.incidents).toEqual([]);
    await finish(walk, root);
  });
});
