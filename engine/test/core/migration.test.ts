import { describe, expect, it } from '@jest/globals';
import { BEGIN, Walk } from './walk.js';
import {
  after,
  boundary,
  catchEvent,
  compensate,
  diagram,
  end,
  error,
  flows,
  io,
  loop,
  message,
  onError,
  onMessage,
  start,
  subprocess,
  task,
  undo,
  userTask,
} from './diagram.js';

const HOUR_MS = 3_600_000;

/** A process with one task and what follows it; `id` is the process id. */
const one = (body: string, links: string, root = '', id = 'p') =>
  diagram(id, start() + body + end() + flows(`s -> ${links}`), root);

/** `a -> b, c -> d`: elements of the running version and what they become. */
const mapping = (text: string) =>
  text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [sourceElementId = '', targetElementId = sourceElementId] = pair.split('->').map((id) => id.trim());
      return { sourceElementId, targetElementId };
    });

/** An instance of the first diagram, and a way to let it go over to the second one. */
async function running(from: string, to: string, variables = {}, ...others: string[]) {
  const walk = await Walk.open(...others);
  await walk.deploy(from, 'p.bpmn');
  const key = await walk.create('p', variables);
  const target = (await walk.deploy(to, 'p.bpmn')).processes[0];
  const targetKey = target?.processDefinitionKey ?? '';
  const migrate = (text: string, processInstanceKey = key) =>
    walk.engine.migrateInstance({
      processInstanceKey,
      targetProcessDefinitionKey: targetKey,
      mappingInstructions: mapping(text),
    });
  return { walk, key, targetKey, migrate };
}

const living = (walk: Walk, elementId: string) =>
  [...walk.state.elements.all()].filter((row) => row.elementId === elementId);

describe('a migrated instance', () => {
  const before = one(task('a'), 'a\na -> e');
  const now = one(task('a') + userTask('b'), 'a\na -> b\nb -> e');

  it('stays where it is, and goes on along the new flows', async () => {
    const { walk, key, targetKey, migrate } = await running(before, now, { x: 1 });
    const [job] = await walk.jobs('a');
    const element = living(walk, 'a')[0]?.elementInstanceKey;
    await migrate('a');
    expect(walk.state.processInstances.get(key)).toMatchObject({
      processDefinitionKey: targetKey,
      processDefinitionVersion: 2,
    });
    expect(living(walk, 'a')).toMatchObject([{ elementInstanceKey: element, processDefinitionKey: targetKey }]);
    await walk.engine.completeJob({ jobKey: job?.jobKey ?? '', variables: { y: 2 } });
    expect(walk.userTask).toMatchObject({ elementId: 'b', processDefinitionKey: targetKey });
    await walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    expect(walk.isActive(key)).toBe(false);
    expect(walk.root(key)).toEqual({ x: 1, y: 2 });
  });

  it('that was begun at an element goes over when that element is behind it', async () => {
    const { walk, migrate } = await running(
      one(task('a') + task('b'), 'a\na -> b\nb -> e'),
      one(task('b'), 'b\nb -> e'),
    );
    const old = [...walk.state.definitions.all()].find(({ version }) => version === 1);
    const { processInstanceKey } = await walk.engine.createInstance({
      processDefinitionKey: old?.processDefinitionKey,
      startInstructions: [{ elementId: 'a' }],
    });
    for (const { jobKey } of await walk.jobs('a')) await walk.engine.completeJob({ jobKey });
    await migrate('b', processInstanceKey);
    expect(walk.state.processInstances.get(processInstanceKey)).toMatchObject({ processDefinitionVersion: 2 });
  });

  it('can go back to an older version', async () => {
    const { walk, key, migrate } = await running(before, now);
    await migrate('a');
    const old = walk.state.latestDefinition('p');
    const first = [...walk.state.definitions.all()].find((row) => row !== old)?.processDefinitionKey ?? '';
    await walk.engine.migrateInstance({
      processInstanceKey: key,
      targetProcessDefinitionKey: first,
      mappingInstructions: mapping('a'),
    });
    await walk.complete('a');
    expect(walk.isActive(key)).toBe(false);
  });

  it('becomes another element of another process: its job keeps its type', async () => {
    const { walk, key, targetKey, migrate } = await running(before, one(task('c'), 'c\nc -> e', '', 'q'));
    await migrate('a -> c');
    expect(walk.state.processInstances.get(key)).toMatchObject({
      processDefinitionId: 'q',
      processDefinitionVersion: 1,
    });
    expect(await walk.jobs('c')).toEqual([]);
    const job = await walk.job('a');
    expect(job).toMatchObject({ elementId: 'c', processDefinitionId: 'q', processDefinitionKey: targetKey });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(walk.ended('COMPLETED')).toEqual(['s', 'a', 'e', 'p']);
    expect(walk.isActive(key)).toBe(false);
  });

  it('keeps what people have done with a user task; its listeners are those of the target from then on', async () => {
    const listener = (event: string) =>
      `<zeebe:taskListeners><zeebe:taskListener eventType="${event}" type="l-${event}" /></zeebe:taskListeners>`;
    const { walk, migrate } = await running(
      one(userTask('look', '<zeebe:assignmentDefinition candidateGroups="g" />'), 'look\nlook -> e'),
      one(userTask('see', `<zeebe:assignmentDefinition assignee="other" />${listener('completing')}`), 'see\nsee -> e'),
    );
    const { userTaskKey } = walk.userTask;
    await walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲' });
    await migrate('look -> see');
    expect(walk.userTask).toMatchObject({
      userTaskKey,
      elementId: 'see',
      name: 'see',
      assignee: '经办甲',
      candidateGroups: ['g'],
      processDefinitionVersion: 2,
    });
    const done = walk.engine.completeUserTask({ userTaskKey });
    await walk.complete('l-completing');
    await done;
    expect(walk.userTasks).toEqual([]);
  });

  it('whose gateway found no way finds it by the corrected condition', async () => {
    const choice = (condition: string) =>
      one('<bpmn:exclusiveGateway id="x" />' + task('a'), `x\nx -> a : ${condition}\na -> e`);
    const { walk, migrate } = await running(choice('=text'), choice('=yes'), { text: 'true', yes: true });
    const [incident] = walk.incidents;
    await migrate('x');
    expect(walk.incidents).toMatchObject([
      { incidentKey: incident?.incidentKey, processDefinitionKey: expect.anything() },
    ]);
    expect(walk.incidents[0]?.processDefinitionKey).not.toBe(incident?.processDefinitionKey);
    await walk.engine.resolveIncident({ incidentKey: incident?.incidentKey ?? '' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('keeps its place among subprocesses, with the variables there', async () => {
    const inner = (sub: string, id: string, more = '') =>
      one(
        subprocess(
          sub,
          start('is') + task(id) + end('ie') + flows(`is -> ${id}\n${id} -> ie`),
          io(['in', '=7', 'local']),
        ) + more,
        `${sub}\n${sub} -> e`,
      );
    const { walk, key, migrate } = await running(inner('subA', 'a'), inner('subB', 'b', task('z')));
    await expect(migrate('a -> b')).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await expect(migrate('subA -> subB, a -> z')).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringContaining('flow scope'),
    });
    await migrate('subA -> subB, a -> b');
    const job = await walk.job('a');
    expect(job).toMatchObject({ elementId: 'b', variables: { local: 7 } });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    ['parallel', false],
    ['sequential', true],
  ])('goes on with its rounds (%s), and cannot change their kind', async (_kind, sequential) => {
    const rounds = (id: string, isSequential: boolean, repeats = true) =>
      one(
        task(
          id,
          '',
          repeats
            ? loop(
                'inputCollection="=[1,2]" inputElement="item" outputCollection="all" outputElement="=r"',
                isSequential,
              )
            : '',
        ),
        `${id}\n${id} -> e`,
      );
    const { walk, key, migrate } = await running(rounds('a', sequential), rounds('b', sequential));
    for (const other of [rounds('b', !sequential), rounds('b', sequential, false)]) {
      const deployed = await walk.deploy(other, 'other.bpmn');
      await expect(
        walk.engine.migrateInstance({
          processInstanceKey: key,
          targetProcessDefinitionKey: deployed.processes[0]?.processDefinitionKey ?? '',
          mappingInstructions: mapping('a -> b'),
        }),
      ).rejects.toMatchObject({ type: 'INVALID_STATE', message: expect.stringContaining('multi-instance') });
    }
    await migrate('a -> b');
    for (
      let jobs = await walk.jobs('a');
      jobs.length > 0;
      jobs = [...(await walk.jobs('a')), ...(await walk.jobs('b'))]
    )
      for (const { jobKey, variables } of jobs)
        await walk.engine.completeJob({ jobKey, variables: { r: variables['item'] ?? 0 } });
    expect(walk.isActive(key)).toBe(false);
    expect(walk.root(key)).toMatchObject({ all: [1, 2] });
  });

  it('leaves the process it has called alone, which can be migrated by itself', async () => {
    const call = (id: string) =>
      `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements></bpmn:callActivity>`;
    const { walk, key, migrate } = await running(
      one(call('call'), 'call\ncall -> e'),
      one(call('dial') + task('z'), 'dial\ndial -> z\nz -> e'),
      {},
      one(task('a'), 'a\na -> e', '', 'child'),
    );
    const child = living(walk, 'child')[0];
    await migrate('call -> dial');
    expect(living(walk, 'child')).toEqual([child]);
    const next = await walk.deploy(one(task('b'), 'b\nb -> e', '', 'child'), 'child.bpmn');
    await walk.engine.migrateInstance({
      processInstanceKey: child?.processInstanceKey ?? '',
      targetProcessDefinitionKey: next.processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: mapping('a -> b'),
    });
    await walk.complete('a');
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('no longer stands in the way of the next message of its key, once it is another process', async () => {
    const waits = (id: string) =>
      diagram(
        id,
        `<bpmn:startEvent id="s">${onMessage('M')}</bpmn:startEvent>` + task('a') + end() + flows('s -> a\na -> e'),
        message('M', id),
      );
    const walk = await Walk.open(waits('p'));
    const target = await walk.deploy(one(task('a'), 'a\na -> e', '', 'q'), 'q.bpmn');
    for (const n of [1, 2])
      await walk.engine.publishMessage({ name: 'p', correlationKey: 'k', timeToLive: HOUR_MS, variables: { n } });
    const [first] = await walk.jobs('a');
    await walk.engine.migrateInstance({
      processInstanceKey: first?.processInstanceKey ?? '',
      targetProcessDefinitionKey: target.processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: mapping('a'),
    });
    expect((await walk.job('a')).variables).toEqual({ n: 2 });
  });
});

describe('a catch event', () => {
  const timed = (task1: string, event: string, duration: string, interrupting = true) =>
    one(
      task(task1) + boundary(event, task1, after(duration), interrupting) + task('late'),
      `${task1}\n${task1} -> e\n${event} -> late\nlate -> e`,
    );

  it('that is mapped goes on waiting for what it waited for', async () => {
    const { walk, migrate } = await running(timed('a', 't1', 'PT2H'), timed('a', 't2', 'PT9H', false));
    await walk.forward(HOUR_MS);
    await migrate('a, t1 -> t2');
    expect([...walk.state.timers.all()]).toMatchObject([{ elementId: 't2', dueDate: BEGIN + 2 * HOUR_MS }]);
    await walk.forward(HOUR_MS);
    // It interrupts, or not, as the target says.
    expect(await walk.jobs('late')).toHaveLength(1);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('that is not mapped begins anew, even when nothing about it has changed', async () => {
    const same = timed('a', 't', 'PT2H');
    const { walk, migrate } = await running(same, same.replace('name="p"', 'name="P"'));
    await walk.forward(HOUR_MS);
    await migrate('a');
    expect([...walk.state.timers.all()]).toMatchObject([{ elementId: 't', dueDate: BEGIN + 3 * HOUR_MS }]);
  });

  it('that has fired already and is mapped does not fire again', async () => {
    const { walk, migrate } = await running(timed('a', 't1', 'PT1H', false), timed('a', 't2', 'PT1H', false));
    await walk.forward(HOUR_MS);
    await migrate('a, t1 -> t2, late');
    expect([...walk.state.timers.all()]).toEqual([]);
  });

  const plain = one(task('a'), 'a\na -> e');
  const listening = (name = 'go') =>
    diagram(
      'p',
      start() +
        task('a') +
        end() +
        flows('s -> a\na -> e') +
        subprocess(
          'esub',
          `<bpmn:startEvent id="es" isInterrupting="false">${onMessage('M')}</bpmn:startEvent>` +
            task('z') +
            end('ee') +
            flows('es -> z\nz -> ee'),
          '',
          true,
        ),
      message('M', name),
    );

  it('of the target is waited for from then on, and hears what was said before', async () => {
    const { walk, migrate } = await running(plain, listening(), { key: 'k' });
    await walk.engine.publishMessage({ name: 'go', correlationKey: 'k', timeToLive: HOUR_MS, variables: { n: 1 } });
    await migrate('a');
    expect((await walk.job('z')).variables).toMatchObject({ n: 1 });
  });

  it('that the target does not have is no longer waited for', async () => {
    const { walk, migrate } = await running(listening(), plain, { key: 'k' });
    await migrate('a');
    await expect(walk.engine.correlateMessage({ name: 'go', correlationKey: 'k' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });

  it('hears its old message when it is mapped, and the new one when it is not', async () => {
    for (const [text, heard] of [
      ['a, es', 'old'],
      ['a', 'new'],
    ] as const) {
      const { walk, migrate } = await running(listening('old'), listening('new'), { key: 'k' });
      await migrate(text);
      for (const name of ['old', 'new'])
        await walk.engine.publishMessage({ name, correlationKey: 'k', variables: { name } });
      expect((await walk.job('z')).variables).toMatchObject({ name: heard });
    }
  });

  it('cannot be made anew for the same message', async () => {
    const { migrate } = await running(listening(), listening().replace('name="p"', 'name="P"'), { key: 'k' });
    await expect(migrate('a')).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringContaining("already subscribed to with name 'go'"),
    });
    await migrate('a, es');
  });

  it('that cannot be waited for stops the migration', async () => {
    const { walk, migrate } = await running(plain, listening());
    const before = walk.contents;
    await expect(migrate('a')).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringContaining("cannot wait for 'es'"),
    });
    expect(walk.contents).toEqual(before);
  });

  it('is not opened in a scope that an event subprocess has taken over', async () => {
    const taken = listening().replace(' isInterrupting="false"', '');
    const { walk, key, migrate } = await running(taken, taken.replace('name="p"', 'name="P"'), { key: 'k' });
    await walk.engine.correlateMessage({ name: 'go', correlationKey: 'k' });
    await migrate('esub, z');
    expect([...walk.state.messageSubscriptions.all()]).toEqual([]);
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('behind a gateway is chosen among those of the target', async () => {
    const events = (first: string, second: string, message2: string) =>
      one(
        '<bpmn:eventBasedGateway id="g" />' +
          catchEvent(first, onMessage('M')) +
          catchEvent(second, onMessage('N')) +
          task('x') +
          task('y'),
        `g\ng -> ${first}\ng -> ${second}\n${first} -> x\n${second} -> y\nx -> e\ny -> e`,
        message('M', 'm') + message('N', message2),
      );
    const { walk, migrate } = await running(events('c', 'd', 'old'), events('c2', 'd2', 'new'), { key: 'k' });
    await migrate('g, c -> c2');
    expect([...walk.state.messageSubscriptions.all()].map((row) => [row.elementId, row.messageName]).sort()).toEqual([
      ['c2', 'm'],
      ['d2', 'new'],
    ]);
    await walk.engine.correlateMessage({ name: 'new', correlationKey: 'k' });
    expect(await walk.jobs('y')).toHaveLength(1);
  });

  it('with a condition that holds happens at once where it is new, and not where it is mapped', async () => {
    const watched = (event: string) =>
      one(
        task('a') +
          boundary(
            event,
            'a',
            '<bpmn:conditionalEventDefinition><bpmn:condition>=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>',
            false,
          ) +
          task('z'),
        `a\na -> e\n${event} -> z\nz -> e`,
      );
    const plainly = await running(plain, watched('c'), { x: 2 });
    await plainly.migrate('a');
    expect(await plainly.walk.jobs('z')).toHaveLength(1);
    const mapped = await running(watched('c'), watched('d'), { x: 2 });
    await mapped.walk.complete('z');
    await mapped.migrate('a, c -> d');
    expect(await mapped.walk.jobs('z')).toHaveLength(0);
  });

  it('that a process waits at goes over with it', async () => {
    const waits = (id: string, name: string) =>
      one(catchEvent(id, onMessage('M')) + task('x'), `${id}\n${id} -> x\nx -> e`, message('M', name));
    const { walk, migrate } = await running(waits('c', 'old'), waits('d', 'new'), { key: 'k' });
    await migrate('c -> d');
    expect([...walk.state.messageSubscriptions.all()]).toMatchObject([
      { elementId: 'd', messageName: 'old', state: 'MIGRATED' },
    ]);
    await walk.engine.correlateMessage({ name: 'old', correlationKey: 'k' });
    expect(await walk.jobs('x')).toHaveLength(1);
  });
});

describe('a token at a join', () => {
  const joined = (gateway: string, more: string, links: string, kind = 'parallel') =>
    one(
      `<bpmn:parallelGateway id="fork" /><bpmn:${kind}Gateway id="${gateway}" />` +
        task('a') +
        task('b') +
        task('z') +
        more,
      `fork\nfork -> a\nfork -> b\na -> ${gateway}\n${links}\n${gateway} -> z\nz -> e`,
    );
  const before = joined('join', '', 'b -> join');

  it.each([
    ['mapped', 'b, join -> meet, f_a_join -> f_a_meet'],
    ['mapped to a wider gateway', 'b, join -> meet, f_a_join -> f_a_meet'],
  ])('goes over with its gateway (%s)', async (which, text) => {
    const target =
      which === 'mapped'
        ? joined('meet', task('c'), 'b -> c\nc -> meet')
        : joined('meet', task('c'), 'b -> meet\nfork -> c\nc -> meet');
    const { walk, key, migrate } = await running(before, target);
    await walk.complete('a');
    await migrate(text);
    expect(living(walk, 'p')[0]?.runtime.arrived).toEqual({ meet: { f_a_meet: 1 } });
    await walk.complete('b');
    expect(await walk.jobs('z')).toEqual([]);
    if (which === 'mapped') await walk.complete('c');
    else await walk.engine.modifyInstance({ processInstanceKey: key, activateInstructions: [{ elementId: 'c' }] });
    for (const { jobKey } of await walk.jobs('c')) await walk.engine.completeJob({ jobKey });
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('may leave out the mapping of a flow that is still there', async () => {
    const { walk, key, migrate } = await running(before, joined('join', task('c'), 'b -> c\nc -> join'));
    await walk.complete('a');
    await migrate('b, join');
    for (const type of ['b', 'c', 'z']) await walk.complete(type);
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    ['its gateway is not mapped', before.replaceAll('"join"', '"meet"'), 'b', "'join'"],
    [
      'its flow leads nowhere',
      joined('meet', '', 'b -> meet'),
      'b, join -> meet',
      "'f_a_join' is not mapped to a sequence flow that leads to the gateway",
    ],
    [
      'its gateway becomes another kind',
      joined('join', '', 'b -> join', 'inclusive'),
      'b, join',
      "of another type: 'INCLUSIVE_GATEWAY'",
    ],
    [
      'its gateway has fewer ways in',
      joined('join', '', 'b -> z'),
      'b, join',
      'fewer incoming sequence flows: 1 instead of 2',
    ],
  ])('does not when %s', async (_why, target, text, sentence) => {
    const { walk, migrate } = await running(before, target);
    await walk.complete('a');
    await expect(migrate(text)).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringContaining(sentence),
    });
  });
});

describe('compensation', () => {
  const undone = (event: string, handler: string) =>
    one(
      task('a') + undo(handler, 'a').replaceAll(`on_${handler}`, event) + task('b') + compensate('throw') + task('z'),
      'a\na -> b\nb -> throw\nthrow -> z\nz -> e',
    );

  it('of what has completed runs the handler of the target when its event is mapped', async () => {
    const { walk, migrate } = await running(undone('ca', 'undoA'), undone('cb', 'undoB'));
    await walk.complete('a');
    await migrate('b, ca -> cb');
    await walk.complete('b');
    await walk.complete('undoB');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is forgotten when its event is not mapped', async () => {
    const { walk, migrate } = await running(undone('ca', 'undoA'), undone('cb', 'undoB'));
    await walk.complete('a');
    await migrate('b');
    await walk.complete('b');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is learned by an activity that completes later', async () => {
    const { walk, migrate } = await running(
      one(task('a') + task('b') + compensate('throw'), 'a\na -> b\nb -> throw\nthrow -> e'),
      undone('ca', 'undoA'),
    );
    await migrate('a');
    await walk.complete('a');
    await walk.complete('b');
    expect(await walk.jobs('undoA')).toHaveLength(1);
  });
});

describe('a migration is refused as a whole', () => {
  const errors = error('E', 'E');
  const from = one(
    task('a') + boundary('t', 'a', after('PT1H')) + boundary('w', 'a', onError('E')) + task('b'),
    'a\na -> b\nb -> e\nt -> e\nw -> e',
    errors,
  );
  const to = one(
    task('a') +
      userTask('u') +
      boundary('t', 'a', after('PT1H')) +
      boundary('t2', 'a', after('PT1H')) +
      boundary('w', 'a', onError('E')) +
      task('b') +
      boundary('tb', 'b', after('PT1H')) +
      task('many', '', loop('inputCollection="=[1]"')) +
      subprocess('sub', start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie')),
    'a\na -> b\nb -> u\nu -> many\nmany -> sub\nsub -> e\nt -> e\nt2 -> e\ntb -> e\nw -> e',
    errors,
  );

  it.each([
    ['nothing is mapped', '', 'INVALID_STATE', "no mapping instruction was provided for active element with id 'a'"],
    ['another element type is meant', 'a -> u', 'INVALID_STATE', "another type: 'USER_TASK'"],
    ['a loop is meant', 'a -> many', 'INVALID_STATE', 'multi-instance'],
    ['the scope changes', 'a -> in', 'INVALID_STATE', 'flow scope'],
    ['a source is unknown', 'a, none -> a', 'INVALID_ARGUMENT', "non-existing source element id 'none'"],
    ['a target is unknown', 'a -> none', 'INVALID_ARGUMENT', "non-existing target element id 'none'"],
    ['a source is mapped twice', 'a -> a, a -> b', 'INVALID_ARGUMENT', "duplicate source element ids 'a'"],
    ['an event goes to another element', 'a, t -> tb', 'INVALID_STATE', 'detaches it'],
    ['an event stays behind', 'a -> b, t -> t', 'INVALID_STATE', 'detaches it'],
    ['an event changes its kind', 'a, t -> w', 'INVALID_STATE', 'same type'],
    ['two events become one', 'a, t -> t2, w -> t2', 'INVALID_STATE', 'mapped more than once'],
  ])('when %s', async (_why, text, type, sentence) => {
    const { walk, migrate } = await running(from, to);
    const before = walk.contents;
    await expect(migrate(text)).rejects.toMatchObject({ type, message: expect.stringContaining(sentence) });
    expect(walk.contents).toEqual(before);
    await migrate('a, t -> t2');
  });

  it('when instance or target definition is not there', async () => {
    const { walk, key, targetKey, migrate } = await running(from, to);
    await expect(migrate('a', '1')).rejects.toMatchObject({ type: 'NOT_FOUND' });
    const none = { processInstanceKey: key, targetProcessDefinitionKey: '1', mappingInstructions: [] };
    await expect(walk.engine.migrateInstance(none)).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.engine.deleteResource({ resourceKey: targetKey });
    await expect(migrate('a')).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.engine.cancelInstance({ processInstanceKey: key });
    await expect(migrate('a')).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('when an event waits for its task to be given back, and is not mapped', async () => {
    const asked = (event: string) =>
      one(
        userTask(
          'u',
          '<zeebe:taskListeners><zeebe:taskListener eventType="canceling" type="asked" /></zeebe:taskListeners>',
        ) +
          boundary(event, 'u', after('PT1H')) +
          task('late'),
        `u\nu -> e\n${event} -> late\nlate -> e`,
      );
    const { walk, migrate } = await running(asked('t1'), asked('t2'));
    await walk.forward(HOUR_MS);
    await expect(migrate('u')).rejects.toMatchObject({
      message: expect.stringContaining("'t1', which has been triggered"),
    });
    await migrate('u, t1 -> t2');
    await walk.complete('asked');
    expect(living(walk, 'late')).toHaveLength(1);
  });

  it('when an element stands in an event that is thrown', async () => {
    const throws =
      '<bpmn:intermediateThrowEvent id="t"><bpmn:extensionElements><zeebe:taskDefinition type="send" /></bpmn:extensionElements><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>';
    const { migrate } = await running(
      one(throws, 't\nt -> e'),
      one(throws, 't\nt -> e').replace('name="p"', 'name="P"'),
    );
    await expect(migrate('t')).rejects.toMatchObject({
      message: expect.stringContaining("'INTERMEDIATE_THROW_EVENT'"),
    });
  });
});
