import { describe, expect, it } from '@jest/globals';
import { boundary, catchEvent, diagram, end, flows, io, loop, start, subprocess, task, when } from './diagram.js';
import { Walk } from './walk.js';

const guarded = (event: string, interrupting = true, settings = '') =>
  diagram(
    'p',
    start() +
      task('a', settings) +
      boundary('b', 'a', event, interrupting) +
      task('z') +
      end() +
      flows('s -> a\na -> e\nb -> z\nz -> e'),
  );

const set = (walk: Walk, elementInstanceKey: string, variables: Record<string, number>, local = false) =>
  walk.engine.setVariables({ elementInstanceKey, variables, local });

describe('a conditional boundary event', () => {
  it('ends its activity when a variable makes the condition true, whoever has set it', async () => {
    const walk = await Walk.open(guarded(when('= x > 10')));
    const key = await walk.create('p', { x: 5 });
    const { jobKey } = await walk.job('a');
    await set(walk, key, { x: 10 });
    expect(walk.ended('TERMINATED')).toEqual([]);
    await set(walk, key, { x: 11 });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('happens at once when the condition holds already; the job of the activity is taken back', async () => {
    const walk = await Walk.open(guarded(when('= x > 10')));
    await walk.create('p', { x: 11 });
    expect(await walk.jobs('a')).toHaveLength(0);
    expect(walk.events.filter(({ type }) => type === 'job-canceled')).toHaveLength(1);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('reads what the input mapping of its activity has made', async () => {
    const walk = await Walk.open(guarded(when('= x > 10'), true, io(['in', '=y * 2', 'x'])));
    await walk.create('p', { y: 6 });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
  });

  it('does not happen to an activity that is just ending with the variable', async () => {
    const walk = await Walk.open(guarded(when('= x > 10')));
    const key = await walk.create('p', { x: 5 });
    await walk.complete('a', { x: 11 });
    expect(walk.ended('TERMINATED')).toEqual([]);
    expect(walk.isActive(key)).toBe(false);
  });

  it('finds nothing in a condition that gives no truth value', async () => {
    const walk = await Walk.open(guarded(when('= x > 10')));
    const key = await walk.create('p');
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { x: 'eleven' } });
    expect(walk.incidents).toEqual([]);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('that does not interrupt happens with every change for which the condition holds', async () => {
    const walk = await Walk.open(guarded(when('= x > 10'), false));
    const key = await walk.create('p', { x: 5 });
    await set(walk, key, { x: 11 });
    await set(walk, key, { x: 12 });
    // The same value again is no change, another variable is none of its business.
    await set(walk, key, { x: 12, y: 1 });
    await set(walk, key, { x: 3 });
    expect(await walk.jobs('z')).toHaveLength(2);
    expect(walk.state.elements.size).toBe(4);
  });

  it('happens once when one command changes several of its variables', async () => {
    const walk = await Walk.open(guarded(when('= x > 10 or y > 5'), false));
    const key = await walk.create('p', { x: 0, y: 0 });
    await set(walk, key, { x: 11, y: 6 });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('depends on the whole variable of which it reads a member', async () => {
    const walk = await Walk.open(guarded(when('= order.total > 10'), false));
    const key = await walk.create('p', {});
    const order = (variables: Record<string, number>) =>
      walk.engine.setVariables({ elementInstanceKey: key, variables: { order: variables } });
    await order({ total: 11 });
    await order({ total: 11, items: 3 });
    expect(await walk.jobs('z')).toHaveLength(2);
  });

  it('heeds only created or only updated variables when told so', async () => {
    const created = await Walk.open(guarded(when('= x > 10', 'variableEvents="create"'), false));
    let key = await created.create('p');
    await set(created, key, { x: 11 });
    await set(created, key, { x: 12 });
    expect(await created.jobs('z')).toHaveLength(1);
    const updated = await Walk.open(guarded(when('= x > 10', 'variableEvents="update"'), false));
    key = await updated.create('p');
    await set(updated, key, { x: 11 });
    expect(await updated.jobs('z')).toHaveLength(0);
    await set(updated, key, { x: 12 });
    expect(await updated.jobs('z')).toHaveLength(1);
  });

  it('heeds only the variables that its filter names', async () => {
    const walk = await Walk.open(
      guarded(when('= x + y > 10', 'variableNames="y" variableEvents="create, update"'), false),
    );
    const key = await walk.create('p', { x: 0, y: 0 });
    await set(walk, key, { x: 20 });
    expect(await walk.jobs('z')).toHaveLength(0);
    await set(walk, key, { y: 1 });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('ends a task that would be through at once', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          '<bpmn:manualTask id="m" />' +
          boundary('b', 'm', when('= x > 10')) +
          task('y') +
          task('z') +
          end() +
          flows('s -> m\nm -> y\nb -> z\ny -> e\nz -> e'),
      ),
    );
    await walk.create('p', { x: 11 });
    expect(walk.ended('TERMINATED')).toEqual(['m']);
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(await walk.jobs('y')).toHaveLength(0);
  });
});

describe('conditions in nested scopes', () => {
  const inner =
    start('is') +
    task('a') +
    boundary('inner', 'a', when('= x > 10')) +
    task('y') +
    end('ie') +
    flows('is -> a\na -> ie\ninner -> y\ny -> ie');
  const nested = (outer: string) =>
    diagram(
      'p',
      start() +
        subprocess('sub', inner) +
        boundary('outer', 'sub', when(outer)) +
        task('z') +
        end() +
        flows('s -> sub\nsub -> e\nouter -> z\nz -> e'),
    );

  it('are asked from the outside in: what interrupts the outer one leaves nothing to ask inside', async () => {
    const walk = await Walk.open(nested('= x > 5'));
    const key = await walk.create('p', { x: 0 });
    await set(walk, key, { x: 11 });
    expect(walk.ended('TERMINATED')).toEqual(['a', 'sub']);
    expect(await walk.jobs('y')).toHaveLength(0);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('reach the inner one when the outer one does not hold', async () => {
    const walk = await Walk.open(nested('= x > 50'));
    const key = await walk.create('p', { x: 0 });
    await set(walk, key, { x: 11 });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    expect(await walk.jobs('y')).toHaveLength(1);
  });

  it('see nothing of a variable in a scope beside theirs', async () => {
    const branch = (n: string) =>
      task(n) +
      boundary(`on_${n}`, n, when('= x > 10')) +
      task(`z${n}`) +
      flows(`${n} -> e\non_${n} -> z${n}\nz${n} -> e`);
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          '<bpmn:parallelGateway id="fork" />' +
          branch('a') +
          branch('b') +
          end() +
          flows('s -> fork\nfork -> a\nfork -> b'),
      ),
    );
    await walk.create('p');
    await set(walk, (await walk.job('a')).elementInstanceKey, { x: 11 }, true);
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    expect(await walk.jobs('b')).toHaveLength(1);
  });

  it('interrupt a whole multi-instance activity, or one instance inside it', async () => {
    const each = subprocess('each', inner).replace(
      '</bpmn:subProcess>',
      `${loop('inputCollection="=[1,2]"')}</bpmn:subProcess>`,
    );
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          each +
          boundary('all', 'each', when('= stop')) +
          task('z') +
          end() +
          flows('s -> each\neach -> e\nall -> z\nz -> e'),
      ),
    );
    const key = await walk.create('p', { stop: false });
    const [one] = await walk.jobs('a');
    await set(walk, one?.elementInstanceKey ?? '', { x: 11 }, true);
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    expect(await walk.jobs('y')).toHaveLength(1);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { stop: true } });
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(walk.state.elements.size).toBe(2);
  });
});

describe('a conditional event subprocess', () => {
  const guard = (interrupting: boolean, condition: string) =>
    diagram(
      'p',
      start() +
        task('a') +
        task('b') +
        end() +
        subprocess(
          'esub',
          `<bpmn:startEvent id="es" isInterrupting="${String(interrupting)}">${when(condition)}</bpmn:startEvent>` +
            task('z') +
            end('ee') +
            flows('es -> z\nz -> ee'),
          '',
          true,
        ) +
        flows('s -> a\na -> b\nb -> e'),
    );

  it('takes over its scope when a job brings the variable', async () => {
    const walk = await Walk.open(guard(true, '= x > 10'));
    const key = await walk.create('p', { x: 5 });
    await walk.complete('a', { x: 11 });
    expect(await walk.jobs('b')).toHaveLength(0);
    await set(walk, key, { x: 12 });
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'a', 'es', 'z', 'ee', 'esub', 'p']);
  });

  it('begins beside its scope as often as the condition comes true', async () => {
    const walk = await Walk.open(guard(false, '= x > 10'));
    const key = await walk.create('p', { x: 11 });
    await walk.complete('a', { x: 12 });
    expect(await walk.jobs('z')).toHaveLength(2);
    await walk.complete('b');
    expect(walk.isActive(key)).toBe(true);
  });

  it('that keeps its own condition true is refused in place of going round for ever', async () => {
    const endless = diagram(
      'p',
      start() +
        task('a') +
        end() +
        subprocess(
          'esub',
          `<bpmn:startEvent id="es" isInterrupting="false">${when('= x > 10')}</bpmn:startEvent>` +
            '<bpmn:scriptTask id="more"><bpmn:extensionElements><zeebe:script expression="=x + 1" resultVariable="x" /></bpmn:extensionElements></bpmn:scriptTask>' +
            end('ee') +
            flows('es -> more\nmore -> ee'),
          '',
          true,
        ) +
        flows('s -> a\na -> e'),
    );
    const walk = await Walk.open(endless);
    const key = await walk.create('p', { x: 1 });
    await expect(set(walk, key, { x: 11 })).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.root(key)).toEqual({ x: 1 });
  });
});

describe('a conditional catch event', () => {
  const waiting = diagram(
    'p',
    start() + catchEvent('c', when('= ready')) + task('z') + end() + flows('s -> c\nc -> z\nz -> e'),
  );

  it('waits until its condition holds', async () => {
    const walk = await Walk.open(waiting);
    const key = await walk.create('p', { ready: false });
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { ready: true } });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is through at once when it holds already', async () => {
    const walk = await Walk.open(waiting);
    await walk.create('p', { ready: true });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('behind an event-based gateway is one of the events that can come first', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          '<bpmn:eventBasedGateway id="gw" />' +
          catchEvent('c', when('= ready')) +
          catchEvent(
            't',
            '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
          ) +
          task('y') +
          task('z') +
          end() +
          flows('s -> gw\ngw -> c\ngw -> t\nc -> z\nt -> y\nz -> e\ny -> e'),
      ),
    );
    const key = await walk.create('p');
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { ready: true } });
    expect(walk.ended('COMPLETED')).toEqual(['s', 'gw', 'c']);
    expect(walk.contents['timer']).toEqual([]);
  });
});

describe('conditional start events', () => {
  const begins = (id: string, condition: string, job = `in_${id}`) =>
    diagram(id, start('s', when(condition)) + task(job) + end() + flows(`s -> ${job}\n${job} -> e`));

  it('start an instance of every process whose condition holds, with the variables', async () => {
    const walk = await Walk.open(
      begins('big', '= amount > 100'),
      begins('small', '= amount < 100'),
      begins('other', '= not(paid)'),
    );
    const { processInstances } = await walk.engine.evaluateConditionals({ variables: { amount: 200, who: '甲' } });
    expect(processInstances).toHaveLength(1);
    expect(await walk.job('in_big')).toMatchObject({
      processInstanceKey: processInstances[0]?.processInstanceKey,
      variables: { amount: 200, who: '甲' },
    });
    expect((await walk.engine.evaluateConditionals({ variables: { amount: 100 } })).processInstances).toEqual([]);
  });

  it('do not begin anything for variables they do not read', async () => {
    const walk = await Walk.open(begins('p', '= amount != 5'));
    expect((await walk.engine.evaluateConditionals({ variables: { weather: 'rain' } })).processInstances).toEqual([]);
  });

  it('of one process may begin several instances', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start('one', when('= x > 1')) +
          start('two', when('= x > 2')) +
          task('a') +
          end() +
          flows('one -> a\ntwo -> a\na -> e'),
      ),
    );
    await walk.engine.evaluateConditionals({ variables: { x: 3 } });
    expect(await walk.jobs('a')).toHaveLength(2);
  });

  it('are asked in the latest version alone, also when one is named', async () => {
    const walk = await Walk.open();
    const first = (await walk.deploy(begins('p', '= x > 1', 'old'))).processes[0]?.processDefinitionKey ?? '';
    const second = (await walk.deploy(begins('p', '= x > 1', 'new'))).processes[0]?.processDefinitionKey ?? '';
    await walk.engine.evaluateConditionals({ variables: { x: 2 } });
    const ask = (processDefinitionKey: string) =>
      walk.engine.evaluateConditionals({ processDefinitionKey, variables: { x: 2 } });
    expect((await ask(first)).processInstances).toEqual([]);
    expect((await ask(second)).processInstances).toMatchObject([{ processDefinitionKey: second }]);
    expect(await walk.jobs('old')).toHaveLength(0);
    expect(await walk.jobs('new')).toHaveLength(2);
    await expect(ask('1')).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('begin nothing by themselves', async () => {
    const walk = await Walk.open(begins('p', '= x > 1'));
    await expect(walk.create('p', { x: 2 })).rejects.toMatchObject({ type: 'INVALID_STATE' });
  });
});

describe('deployment refuses', () => {
  it.each([
    ['a condition that is missing', guarded('<bpmn:conditionalEventDefinition />'), '- Element: b'],
    ['a condition that is no expression', guarded(when('x')), "Expected expression but found static value 'x'"],
    ['a variable event that there is not', guarded(when('= x', 'variableEvents="create, delete"')), "not 'delete'"],
    [
      'two start events with the same condition',
      diagram('p', start('one', when('= x')) + start('two', when('= x')) + task('a') + flows('one -> a\ntwo -> a')),
      "same condition '= x'",
    ],
    [
      'a conditional end',
      diagram('p', start() + end('e', when('= x')) + flows('s -> e')),
      "- Element: e\n    - ERROR: Events of kind 'conditional' are not supported here",
    ],
  ])('%s', async (_what, xml, sentence) => {
    const walk = await Walk.open();
    await expect(walk.deploy(xml)).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining(sentence) as unknown,
    });
  });
});
