import { describe, expect, it } from '@jest/globals';
import type { ModifyInstanceRequest } from '../../index.js';
import type { ElementInstanceRow } from '../../state/rows.js';
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
  userTask,
} from './diagram.js';
import { Walk } from './walk.js';

const two = diagram(
  'p',
  start() + task('a') + task('b', io(['in', '=x + 1', 'y'])) + end() + flows('s -> a\na -> b\nb -> e'),
);

const nested = diagram(
  'p',
  start() +
    task('a') +
    subprocess(
      'outer',
      start('os') +
        subprocess(
          'inner',
          start('is') + task('in') + task('next') + end('ie') + flows('is -> in\nin -> next\nnext -> ie'),
        ) +
        end('oe') +
        flows('os -> inner\ninner -> oe'),
      io(['in', '=1', 'mapped']),
    ) +
    boundary('stop', 'outer', onMessage('M')) +
    task('z') +
    end() +
    flows('s -> a\na -> outer\nouter -> e\nstop -> z\nz -> e'),
  message('M', 'stop'),
);

const repeated = diagram(
  'p',
  start() +
    subprocess(
      'sub',
      start('is') + task('in') + task('next') + end('ie') + flows('is -> in\nin -> next\nnext -> ie'),
    ).replace(/<\/bpmn:subProcess>$/, `${loop('inputCollection="=[1,2,3]" inputElement="item"')}</bpmn:subProcess>`) +
    task('z') +
    end() +
    flows('s -> sub\nsub -> e\nz -> e'),
);

type Changes = Omit<ModifyInstanceRequest, 'processInstanceKey'>;

async function started(xml: string, variables = {}) {
  const walk = await Walk.open(xml);
  const processInstanceKey = await walk.create('p', variables);
  const modify = (changes: Changes) => walk.engine.modifyInstance({ processInstanceKey, ...changes });
  return { walk, key: processInstanceKey, modify };
}

const living = (walk: Walk, elementId: string): ElementInstanceRow[] =>
  [...walk.state.elements.all()].filter((row) => row.elementId === elementId);

const keyOf = (walk: Walk, elementId: string, index = 0): string =>
  living(walk, elementId)[index]?.elementInstanceKey ?? `no ${elementId}`;

const byId = (sourceElementId: string) => ({ sourceType: 'byId', sourceElementId }) as const;
const byKey = (sourceElementInstanceKey: string) => ({ sourceType: 'byKey', sourceElementInstanceKey }) as const;

describe('a modification', () => {
  it('lets one element begin and ends another', async () => {
    const { walk, modify } = await started(two, { x: 1 });
    await modify({
      activateInstructions: [
        { elementId: 'b', variableInstructions: [{ variables: { x: 5 } }, { variables: { local: 1 }, scopeId: 'b' }] },
      ],
      terminateInstructions: [{ elementInstanceKey: keyOf(walk, 'a') }],
    });
    expect((await walk.job('b')).variables).toEqual({ x: 5, y: 6, local: 1 });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
  });

  it('begins an element anew: what is to end is what was there before', async () => {
    const { walk, key, modify } = await started(two, { x: 1 });
    const [before] = await walk.jobs('a');
    await modify({ activateInstructions: [{ elementId: 'a' }], terminateInstructions: [{ elementId: 'a' }] });
    const job = await walk.job('a');
    expect(job.jobKey).not.toBe(before?.jobKey);
    await walk.engine.completeJob({ jobKey: job.jobKey });
    await walk.complete('b');
    expect(walk.isActive(key)).toBe(false);
  });

  it('is refused for an instance that is not there, or has ended', async () => {
    const { walk, key, modify } = await started(two);
    await expect(walk.engine.modifyInstance({ processInstanceKey: '1' })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    const element = { processInstanceKey: keyOf(walk, 'a') };
    await expect(walk.engine.modifyInstance(element)).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.engine.cancelInstance({ processInstanceKey: key });
    await expect(modify({})).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it.each<[string, (walk: Walk) => Changes, string]>([
    ['an unknown element', () => ({ activateInstructions: [{ elementId: 'b' }, { elementId: 'none' }] }), "'none'"],
    ['an unknown element to end', () => ({ terminateInstructions: [{ elementId: 'none' }] }), "'none'"],
    ['an instance that is not there', () => ({ terminateInstructions: [{ elementInstanceKey: '1' }] }), "'1'"],
    ['neither key nor id of what is to end', () => ({ terminateInstructions: [{}] }), 'exactly one'],
    [
      'both key and id of what is to end',
      (walk) => ({ terminateInstructions: [{ elementId: 'a', elementInstanceKey: keyOf(walk, 'a') }] }),
      'exactly one',
    ],
    ['a start event', () => ({ activateInstructions: [{ elementId: 's' }] }), "'START_EVENT'"],
    ['the process itself', () => ({ activateInstructions: [{ elementId: 'p' }] }), "'PROCESS'"],
    [
      'variables for a scope that is not there',
      () => ({
        activateInstructions: [{ elementId: 'b', variableInstructions: [{ variables: {}, scopeId: 'none' }] }],
      }),
      "'none'",
    ],
    [
      'variables for a scope elsewhere',
      () => ({ activateInstructions: [{ elementId: 'b', variableInstructions: [{ variables: {}, scopeId: 'a' }] }] }),
      "not a flow scope of the element 'b'",
    ],
    [
      'a source that is not there',
      () => ({ moveInstructions: [{ sourceElementInstruction: byKey('1'), targetElementId: 'b' }] }),
      "'1'",
    ],
    [
      'an unknown source',
      () => ({ moveInstructions: [{ sourceElementInstruction: byId('none'), targetElementId: 'b' }] }),
      "'none'",
    ],
    [
      'an unknown target, even when nothing moves',
      () => ({ moveInstructions: [{ sourceElementInstruction: byId('b'), targetElementId: 'none' }] }),
      "'none'",
    ],
    [
      'the process as source',
      () => ({ moveInstructions: [{ sourceElementInstruction: byId('p'), targetElementId: 'b' }] }),
      'the process instance itself',
    ],
  ])('with %s is refused as a whole', async (_what, changes, sentence) => {
    const { walk, modify } = await started(two, { x: 1 });
    const before = walk.contents;
    const good = { elementId: 'b', variableInstructions: [{ variables: { x: 9 } }] };
    const { activateInstructions = [], ...others } = changes(walk);
    const refused = modify({ ...others, activateInstructions: [good, ...activateInstructions] });
    await expect(refused).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining(sentence),
    });
    expect(walk.contents).toEqual(before);
  });

  it('refuses events that belong to a gateway, and boundary events', async () => {
    const { modify } = await started(
      diagram(
        'p',
        start() +
          task('a') +
          boundary('late', 'a', after('PT1H')) +
          '<bpmn:eventBasedGateway id="g" />' +
          catchEvent('c', after('PT1H')) +
          catchEvent('d', after('PT2H')) +
          end() +
          flows('s -> a\na -> g\ng -> c\ng -> d\nc -> e\nd -> e\nlate -> e'),
      ),
    );
    for (const [elementId, sentence] of [
      ['c', 'event-based gateway'],
      ['late', "'BOUNDARY_EVENT'"],
    ] as const)
      await expect(modify({ activateInstructions: [{ elementId }] })).rejects.toMatchObject({
        type: 'INVALID_ARGUMENT',
        message: expect.stringContaining(sentence),
      });
  });
});

describe('an element inside a subprocess', () => {
  it('begins in new scopes: without their mappings and start events, but with their boundary events', async () => {
    const { walk, key, modify } = await started(nested, { key: 'k' });
    await modify({
      activateInstructions: [
        { elementId: 'next', variableInstructions: [{ variables: { only: 'inner' }, scopeId: 'inner' }] },
      ],
      terminateInstructions: [{ elementId: 'a' }],
    });
    const job = await walk.job('next');
    expect(job.variables).toEqual({ key: 'k', only: 'inner' });
    expect(walk.ended('COMPLETED')).toEqual(['s']);
    expect([...walk.state.messageSubscriptions.all()]).toMatchObject([{ elementId: 'stop', correlationKey: 'k' }]);
    await walk.engine.completeJob({ jobKey: job.jobKey, variables: { done: true } });
    expect(walk.isActive(key)).toBe(false);
    expect(walk.root(key)).toEqual({ key: 'k', done: true });
    expect(walk.ended('COMPLETED').slice(1)).toEqual(['next', 'ie', 'inner', 'oe', 'outer', 'e', 'p']);
  });

  it('is refused when a new scope cannot listen for its events', async () => {
    const { walk, modify } = await started(nested);
    await expect(modify({ activateInstructions: [{ elementId: 'in' }] })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining("flow scope 'outer' can't be created"),
    });
    expect(living(walk, 'outer')).toEqual([]);
  });

  it('begins in the only living scope, which gets the variables meant for it', async () => {
    const { walk, modify } = await started(nested, { key: 'k' });
    await walk.complete('a');
    const outer = keyOf(walk, 'outer');
    await modify({
      activateInstructions: [{ elementId: 'next', variableInstructions: [{ variables: { n: 1 }, scopeId: 'outer' }] }],
    });
    expect(living(walk, 'outer')).toHaveLength(1);
    expect((await walk.job('in')).variables).toEqual({ key: 'k', mapped: 1, n: 1 });
    expect((await walk.job('next')).variables).toEqual({ key: 'k', mapped: 1, n: 1 });
    expect([...walk.state.variables.all()].find(({ name }) => name === 'n')).toMatchObject({ scopeKey: outer });
  });

  it('begins below the chosen ancestor, in scopes of its own; of several scopes one must be chosen', async () => {
    const { walk, key, modify } = await started(nested, { key: 'k' });
    await walk.complete('a');
    await modify({ activateInstructions: [{ elementId: 'in', ancestorElementInstanceKey: key }] });
    expect(living(walk, 'outer')).toHaveLength(2);
    await expect(modify({ activateInstructions: [{ elementId: 'next' }] })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining("more than one active instance: 'outer'"),
    });
    const [, second] = living(walk, 'inner');
    await modify({
      activateInstructions: [{ elementId: 'next', ancestorElementInstanceKey: second?.elementInstanceKey }],
    });
    expect(living(walk, 'next')).toMatchObject([{ scopeKey: second?.elementInstanceKey }]);
    await modify({
      activateInstructions: [{ elementId: 'next', ancestorElementInstanceKey: second?.scopeKey ?? '' }],
    });
    expect(living(walk, 'inner')).toHaveLength(3);
    expect(living(walk, 'outer')).toHaveLength(2);
  });

  it('cannot begin below a key that is no scope around it', async () => {
    const { walk, modify } = await started(nested, { key: 'k' });
    const other = await walk.create('p', { key: 'o' });
    const at = (ancestorElementInstanceKey: string) =>
      modify({ activateInstructions: [{ elementId: 'in', ancestorElementInstanceKey }] });
    for (const [ancestor, sentence] of [
      ['1', 'does not exist, or is not in an active state'],
      [other, 'does not belong to the modified process instance'],
      [keyOf(walk, 'a'), "of element 'a' is not an ancestor of element 'in'"],
    ] as const)
      await expect(at(ancestor)).rejects.toMatchObject({
        type: 'INVALID_ARGUMENT',
        message: expect.stringContaining(sentence),
      });
  });

  it('that is the last to end ends its scopes, and the instance', async () => {
    const { walk, key, modify } = await started(nested, { key: 'k' });
    await walk.complete('a');
    await modify({ terminateInstructions: [{ elementInstanceKey: keyOf(walk, 'in') }] });
    expect(walk.ended('TERMINATED')).toEqual(['in', 'inner', 'outer', 'p']);
    expect(walk.isActive(key)).toBe(false);
    expect(walk.contents['message_subscription']).toEqual([]);
  });
});

describe('a move', () => {
  it('of an element takes along all its instances, each to a target of its own', async () => {
    const { walk, modify } = await started(two, { x: 1 });
    await modify({ activateInstructions: [{ elementId: 'a' }] });
    await modify({
      moveInstructions: [
        {
          sourceElementInstruction: byId('a'),
          targetElementId: 'b',
          variableInstructions: [{ variables: { from: 'a' }, scopeId: 'b' }],
        },
      ],
    });
    expect(await walk.jobs('a')).toEqual([]);
    expect((await walk.jobs('b')).map(({ variables }) => variables)).toEqual([
      { x: 1, y: 2, from: 'a' },
      { x: 1, y: 2, from: 'a' },
    ]);
  });

  it('of an element that nobody is at moves nothing', async () => {
    const { walk, modify } = await started(two, { x: 1 });
    const before = walk.contents;
    await modify({ moveInstructions: [{ sourceElementInstruction: byId('b'), targetElementId: 'a' }] });
    expect(walk.contents).toEqual(before);
  });

  it('of one instance leaves the others alone', async () => {
    const { walk, modify } = await started(two, { x: 1 });
    await modify({ activateInstructions: [{ elementId: 'a' }] });
    const [first, second] = living(walk, 'a');
    await modify({
      moveInstructions: [{ sourceElementInstruction: byKey(first?.elementInstanceKey ?? ''), targetElementId: 'b' }],
    });
    expect(living(walk, 'a')).toEqual([second]);
    expect(living(walk, 'b')).toHaveLength(1);
  });

  it.each(['inferred', 'sourceParent'] as const)(
    'in a multi-instance subprocess stays in its round (%s)',
    async (how) => {
      const { walk, modify } = await started(repeated);
      const [, second] = living(walk, 'in');
      await modify({
        moveInstructions: [
          {
            sourceElementInstruction: byKey(second?.elementInstanceKey ?? ''),
            targetElementId: 'next',
            ancestorScopeInstruction: { ancestorScopeType: how },
          },
        ],
      });
      expect((await walk.job('next')).variables).toMatchObject({ item: 2, loopCounter: 2 });
      expect(living(walk, 'in')).toHaveLength(2);
    },
  );

  it('of all rounds at once goes on in each of them, and the loop ends with the last', async () => {
    const { walk, key, modify } = await started(repeated);
    await modify({
      moveInstructions: [
        {
          sourceElementInstruction: byId('in'),
          targetElementId: 'next',
          ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
        },
      ],
    });
    const jobs = await walk.jobs('next');
    expect(jobs.map(({ variables }) => variables['item'])).toEqual([1, 2, 3]);
    for (const { jobKey } of jobs) await walk.engine.completeJob({ jobKey });
    expect(walk.isActive(key)).toBe(false);
  });

  it('of a multi-instance activity ends all of it and begins the target once', async () => {
    const { walk, key, modify } = await started(repeated);
    await modify({ moveInstructions: [{ sourceElementInstruction: byId('sub'), targetElementId: 'z' }] });
    expect(await walk.jobs('in')).toEqual([]);
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('into a multi-instance subprocess needs the key of a round', async () => {
    const { walk, modify } = await started(repeated);
    const into = (
      ancestorScopeInstruction?: NonNullable<Changes['moveInstructions']>[number]['ancestorScopeInstruction'],
    ) =>
      modify({
        moveInstructions: [{ sourceElementInstruction: byId('in'), targetElementId: 'next', ancestorScopeInstruction }],
      });
    const body = living(walk, 'sub').find(({ type }) => type === 'MULTI_INSTANCE_BODY');
    const round = living(walk, 'sub').find(({ type }) => type === 'SUB_PROCESS');
    const refused = { type: 'INVALID_ARGUMENT', message: expect.stringContaining("'sub'") };
    await expect(into()).rejects.toMatchObject(refused);
    await expect(
      into({ ancestorScopeType: 'direct', ancestorElementInstanceKey: body?.elementInstanceKey ?? '' }),
    ).rejects.toMatchObject(refused);
    await into({ ancestorScopeType: 'direct', ancestorElementInstanceKey: round?.elementInstanceKey ?? '' });
    expect(living(walk, 'next').map(({ scopeKey }) => scopeKey)).toEqual(
      [1, 2, 3].map(() => round?.elementInstanceKey),
    );
  });

  it('out of the parent scope is refused where that scope is not around the target', async () => {
    const { walk, modify } = await started(nested, { key: 'k' });
    await walk.complete('a');
    const move = (ancestorScopeType: 'inferred' | 'sourceParent') =>
      modify({
        moveInstructions: [
          {
            sourceElementInstruction: byId('in'),
            targetElementId: 'z',
            ancestorScopeInstruction: { ancestorScopeType },
          },
        ],
      });
    await expect(move('sourceParent')).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining("of element 'inner' is not an ancestor of element 'z'"),
    });
    await move('inferred');
    expect(walk.ended('TERMINATED')).toEqual(['in', 'inner', 'outer']);
    expect(living(walk, 'z')).toHaveLength(1);
  });
});

describe('ending elements from outside', () => {
  const calls = diagram(
    'p',
    start() +
      '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements></bpmn:callActivity>' +
      end() +
      flows('s -> call\ncall -> e'),
  );
  const listener =
    '<zeebe:taskListeners><zeebe:taskListener eventType="canceling" type="asked" /></zeebe:taskListeners>';
  const child = diagram(
    'child',
    start() +
      userTask('look', listener) +
      boundary('late', 'look', after('PT1H')) +
      task('after') +
      end() +
      flows('s -> look\nlook -> e\nlate -> after\nafter -> e'),
  );

  it('refuses to end the last element of a called process; its call activity can be ended', async () => {
    const walk = await Walk.open(child, calls);
    const key = await walk.create('p');
    const called = keyOf(walk, 'child');
    await expect(
      walk.engine.modifyInstance({ processInstanceKey: called, terminateInstructions: [{ elementId: 'look' }] }),
    ).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining('modify the parent process instead'),
    });
    await walk.engine.modifyInstance({ processInstanceKey: key, terminateInstructions: [{ elementId: 'call' }] });
    expect(walk.ended('TERMINATED')).toEqual(['look', 'child', 'call', 'p']);
    expect(await walk.jobs('asked')).toEqual([]);
  });

  it('asks no canceling listener, and waits for none that has been asked', async () => {
    const walk = await Walk.open(child, calls);
    const key = await walk.create('p');
    await walk.forward(3_600_000);
    expect(await walk.jobs('asked')).toHaveLength(1);
    await walk.engine.modifyInstance({ processInstanceKey: key, terminateInstructions: [{ elementId: 'call' }] });
    expect(walk.isActive(key)).toBe(false);
    for (const table of ['element_instance', 'job', 'user_task', 'incident', 'timer'])
      expect([table, walk.contents[table]]).toEqual([table, []]);
    expect(walk.ended('COMPLETED')).toEqual(['s', 's']);
  });

  it('leaves a scope alone in which a token waits at a join', async () => {
    const { walk, key, modify } = await started(
      diagram(
        'p',
        start() +
          '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />' +
          task('a') +
          task('b') +
          end() +
          flows('s -> fork\nfork -> a\nfork -> b\na -> join\nb -> join\njoin -> e'),
      ),
    );
    await walk.complete('a');
    await modify({ terminateInstructions: [{ elementId: 'b' }] });
    expect(walk.isActive(key)).toBe(true);
    await modify({ activateInstructions: [{ elementId: 'b' }] });
    await walk.complete('b');
    expect(walk.isActive(key)).toBe(false);
  });
});
