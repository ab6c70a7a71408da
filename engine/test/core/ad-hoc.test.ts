import { describe, expect, it } from '@jest/globals';
import type { Variables } from '../../index.js';
import {
  adHoc,
  boundary,
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
  userTask,
  when,
} from './diagram.js';
import { Walk } from './walk.js';

const around = (element: string, roots = '') =>
  diagram('p', start() + element + task('z') + end() + flows('s -> adhoc\nadhoc -> z\nz -> e'), roots);

const tools = task('a') + task('b') + task('c') + flows('b -> c');
const choose = (attributes = '') => `<zeebe:adHoc activeElementsCollection="=active" ${attributes}/>`;
const worker = (attributes = '') => `<zeebe:taskDefinition type="decide" /><zeebe:adHoc ${attributes}/>`;

const adHocKey = (walk: Walk): string =>
  [...walk.state.elements.all()].find(({ type }) => type === 'AD_HOC_SUB_PROCESS')?.elementInstanceKey ?? '';

const begin = (walk: Walk, elements: readonly { elementId: string; variables?: Variables }[], cancel = false) =>
  walk.engine.activateAdHocElements({
    adHocSubProcessInstanceKey: adHocKey(walk),
    elements,
    cancelRemainingInstances: cancel,
  });

describe('an ad-hoc subprocess', () => {
  it('begins the elements of its collection alone; their own flows run to the end, and then it is done', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    await walk.create('p', { active: ['b'] });
    expect(await walk.jobs('a')).toHaveLength(0);
    await walk.complete('b');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('c');
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'b', 'c', 'adhoc#innerInstance', 'adhoc']);
  });

  it('gives each element an inner instance of its own, and waits for all of them', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    await walk.create('p', { active: ['a', 'b', 'a'] });
    const inner = walk.state.childrenOf(adHocKey(walk));
    expect(inner.map(({ elementId, type }) => [elementId, type])).toEqual(
      Array(3).fill(['adhoc#innerInstance', 'AD_HOC_SUB_PROCESS_INNER_INSTANCE']),
    );
    for (const { jobKey } of await walk.jobs('a')) await walk.engine.completeJob({ jobKey });
    await walk.complete('b');
    await walk.complete('c');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('stays active when nothing is to begin', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })), around(adHoc('adhoc', tools)));
    const key = await walk.create('p', { active: [] });
    expect(walk.isActive(key)).toBe(true);
    expect(walk.state.childrenOf(adHocKey(walk))).toEqual([]);
  });

  it.each([
    ['no list', 'a'],
    ['a list of other things', [1]],
    ['an element that is not in it', ['a', 'z']],
    ['an element that another leads to', ['c']],
  ])('raises an incident for %s, and goes on when the variable is right', async (_what, active) => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    const key = await walk.create('p', { active });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'adhoc' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { active: ['a'] } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('gathers the outputs in the order in which its elements complete', async () => {
    const settings = choose('outputCollection="results" outputElement="=answer"');
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings })));
    await walk.create('p', { active: ['a', 'b'] });
    await walk.complete('b');
    await walk.complete('c', { answer: 1 });
    await walk.complete('a', { answer: 2 });
    expect((await walk.job('z')).variables).toMatchObject({ results: [1, 2] });
  });

  it('keeps its own variables to itself; an output mapping lifts them', async () => {
    const mapped = io(['in', '=1', 'mine'], ['out', '=mine + 1', 'lifted']);
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() + mapped })));
    await walk.create('p', { active: ['a'] });
    await walk.complete('a', { mine: 5 });
    expect((await walk.job('z')).variables).toEqual({ active: ['a'], lifted: 6 });
  });

  it('ends its boundary event and everything inside it', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          adHoc('adhoc', tools, { settings: choose() }) +
          boundary('stop', 'adhoc', onMessage('M')) +
          task('y') +
          end() +
          flows('s -> adhoc\nadhoc -> e\nstop -> y\ny -> e'),
        message('M', 'm'),
      ),
    );
    await walk.create('p', { key: 'k', active: ['a', 'b'] });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(walk.ended('TERMINATED')).toEqual(['a', 'adhoc#innerInstance', 'b', 'adhoc#innerInstance', 'adhoc']);
    expect(await walk.jobs('y')).toHaveLength(1);
  });

  it('hands an error of an element to its boundary', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          adHoc('adhoc', tools, { settings: choose() }) +
          boundary('wrong', 'adhoc', onError('E')) +
          task('y') +
          end() +
          flows('s -> adhoc\nadhoc -> e\nwrong -> y\ny -> e'),
        error('E', 'E'),
      ),
    );
    await walk.create('p', { active: ['a'] });
    await walk.engine.throwJobError({ jobKey: (await walk.job('a')).jobKey, errorCode: 'E' });
    expect(await walk.jobs('y')).toHaveLength(1);
  });

  it('runs once per item when it is multi-instance', async () => {
    const each = adHoc('adhoc', tools, { settings: choose() }).replace(
      '</bpmn:adHocSubProcess>',
      `${loop('inputCollection="=[1,2]" inputElement="item" outputCollection="sums" outputElement="=sum"')}</bpmn:adHocSubProcess>`,
    );
    const walk = await Walk.open(around(each));
    await walk.create('p', { active: ['a'] });
    for (const { jobKey, variables } of await walk.jobs('a'))
      await walk.engine.completeJob({ jobKey, variables: { sum: Number(variables['item']) + 10 } });
    expect((await walk.job('z')).variables).toMatchObject({ sums: [11, 12] });
  });

  it('holds scopes of every kind', async () => {
    const body =
      subprocess('sub', start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie')) +
      adHoc('deep', task('d'), { settings: '<zeebe:adHoc activeElementsCollection="=[&#34;d&#34;]"/>' }) +
      userTask('u');
    const walk = await Walk.open(around(adHoc('adhoc', body, { settings: choose() })));
    await walk.create('p', { active: ['sub', 'deep', 'u'] });
    await walk.complete('in');
    await walk.complete('d');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});

describe('the completion condition of an ad-hoc subprocess', () => {
  const conditional = (cancels: boolean) =>
    around(
      adHoc('adhoc', tools, {
        settings: choose(),
        attributes: `cancelRemainingInstances="${String(cancels)}"`,
        condition: '=enough',
      }),
    );

  it('is asked after each path; when it holds, the rest is terminated', async () => {
    const walk = await Walk.open(conditional(true));
    await walk.create('p', { active: ['a', 'b'], enough: false });
    await walk.complete('b', { enough: true });
    // c follows b: the path is not at its end yet.
    expect(walk.ended('TERMINATED')).toEqual([]);
    await walk.complete('c');
    expect(walk.ended('TERMINATED')).toEqual(['a', 'adhoc#innerInstance']);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('that does not hold keeps it open, also with nothing left inside', async () => {
    const walk = await Walk.open(conditional(true));
    await walk.create('p', { active: ['a'], enough: false });
    await walk.complete('a');
    expect(await walk.jobs('z')).toHaveLength(0);
    await begin(walk, [{ elementId: 'a' }]);
    await walk.complete('a', { enough: true });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('waits for the rest when told so', async () => {
    const walk = await Walk.open(conditional(false));
    await walk.create('p', { active: ['a', 'b'], enough: true });
    await walk.complete('a');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('b');
    await walk.complete('c');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('that is no truth value is an incident of the path that completes', async () => {
    const walk = await Walk.open(conditional(true));
    const key = await walk.create('p', { active: ['a'], enough: 'x' });
    await walk.complete('a');
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'adhoc#innerInstance' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { enough: true } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});

describe('elements begun from outside', () => {
  it('have variables of their own', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools)));
    const key = await walk.create('p');
    await begin(walk, [
      { elementId: 'a', variables: { n: 1 } },
      { elementId: 'a', variables: { n: 2 } },
    ]);
    const jobs = await walk.jobs('a');
    expect(jobs.map(({ variables }) => variables['n'])).toEqual([1, 2]);
    await walk.engine.completeJob({ jobKey: jobs[0]?.jobKey ?? '', variables: { n: 3, seen: true } });
    expect(walk.root(key)).toEqual({ seen: true });
  });

  it('may take the place of those that are active', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    const key = await walk.create('p', { active: ['a'] });
    await begin(walk, [{ elementId: 'b' }], true);
    expect(walk.ended('TERMINATED')).toEqual(['a', 'adhoc#innerInstance']);
    expect(walk.isActive(key)).toBe(true);
    expect(await walk.jobs('b')).toHaveLength(1);
  });

  it('are all refused when one of them is not known, or the subprocess is not there', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools)));
    const key = await walk.create('p');
    await expect(begin(walk, [{ elementId: 'a' }, { elementId: 'c' }, { elementId: 'z' }])).rejects.toMatchObject({
      type: 'NOT_FOUND',
      message: expect.stringContaining("'c', 'z'") as unknown,
    });
    expect(walk.state.childrenOf(adHocKey(walk))).toEqual([]);
    await expect(
      walk.engine.activateAdHocElements({ adHocSubProcessInstanceKey: key, elements: [{ elementId: 'a' }] }),
    ).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('are moved and modified like others, each in a new inner instance', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    const processInstanceKey = await walk.create('p', { active: ['a'] });
    await walk.engine.modifyInstance({ processInstanceKey, activateInstructions: [{ elementId: 'b' }] });
    expect(walk.state.childrenOf(adHocKey(walk))).toHaveLength(2);
    await expect(
      walk.engine.modifyInstance({ processInstanceKey, activateInstructions: [{ elementId: 'adhoc#innerInstance' }] }),
    ).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
  });

  it('go over to another version with their subprocess', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    const processInstanceKey = await walk.create('p', { active: ['a', 'b'] });
    const renamed = around(adHoc('adhoc', tools, { settings: choose() })).replaceAll(/"(adhoc|a)"/g, '"new_$1"');
    const { processes } = await walk.deploy(renamed.replaceAll('="adhoc"', '="new_adhoc"'));
    await walk.engine.migrateInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: [
        { sourceElementId: 'adhoc', targetElementId: 'new_adhoc' },
        { sourceElementId: 'a', targetElementId: 'new_a' },
        { sourceElementId: 'b', targetElementId: 'b' },
      ],
    });
    await walk.complete('a');
    await walk.complete('b');
    await walk.complete('c');
    expect(walk.state.elements.size).toBe(2);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('begin with the instance, when it is told to start there', async () => {
    const walk = await Walk.open(around(adHoc('adhoc', tools, { settings: choose() })));
    await walk.engine.createInstance({ processDefinitionId: 'p', startInstructions: [{ elementId: 'c' }] });
    await walk.complete('c');
    expect(walk.ended('COMPLETED')).toEqual(['c', 'adhoc#innerInstance', 'adhoc']);
    await expect(
      walk.engine.createInstance({
        processDefinitionId: 'p',
        startInstructions: [{ elementId: 'adhoc#innerInstance' }],
      }),
    ).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
  });
});

describe('the worker of an ad-hoc subprocess', () => {
  const result = (given: object) => ({ type: 'adHocSubProcess', ...given });
  const decide = async (walk: Walk, given: object, variables: Variables = {}) =>
    walk.engine.completeJob({ jobKey: (await walk.job('decide')).jobKey, variables, result: result(given) });
  const started = async (settings = worker(), body = tools, roots = '') => {
    const walk = await Walk.open(around(adHoc('adhoc', body, { settings }), roots));
    await walk.create('p', { key: 'k' });
    return walk;
  };

  it('gets a job, begins elements, is asked again after each of them, and says when all is done', async () => {
    const walk = await started();
    expect(await walk.job('decide')).toMatchObject({ kind: 'AD_HOC_SUB_PROCESS', elementId: 'adhoc' });
    const { jobKey } = [...walk.state.jobs.all()][0] ?? { jobKey: '' };
    await walk.engine.completeJob({
      jobKey,
      result: result({ activateElements: [{ elementId: 'a', variables: { n: 1 } }, { elementId: 'b' }] }),
    });
    expect(await walk.jobs('decide')).toHaveLength(0);
    expect((await walk.job('a')).variables).toMatchObject({ n: 1 });
    await walk.engine.completeJob({
      jobKey: [...walk.state.jobs.all()].find(({ type }) => type === 'a')?.jobKey ?? '',
    });
    await decide(walk, {});
    await walk.complete('b');
    await walk.complete('c');
    await decide(walk, { isCompletionConditionFulfilled: true }, { told: 'all' });
    expect((await walk.job('z')).variables).toEqual({ key: 'k', told: 'all' });
  });

  it('finds in a variable what it can choose from', async () => {
    const described =
      '<bpmn:serviceTask id="ask" name="Ask"><bpmn:documentation>Asks the owner.</bpmn:documentation><bpmn:extensionElements><zeebe:taskDefinition type="ask" /><zeebe:properties><zeebe:property name="kind" value="letter" /></zeebe:properties><zeebe:ioMapping><zeebe:input source="=fromAi(toolCall.text, &#34;What to write&#34;, &#34;string&#34;, null, {required: false})" target="text" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>';
    const walk = await started(worker(), described + tools);
    expect((await walk.job('decide')).variables['adHocSubProcessElements']).toEqual([
      {
        elementId: 'ask',
        elementName: 'Ask',
        documentation: 'Asks the owner.',
        properties: { kind: 'letter' },
        parameters: [{ name: 'text', description: 'What to write', type: 'string', options: { required: false } }],
      },
      { elementId: 'a' },
      { elementId: 'b' },
    ]);
    const [job] = [...walk.state.jobs.all()];
    await walk.engine.completeJob({
      jobKey: job?.jobKey ?? '',
      result: result({ activateElements: [{ elementId: 'ask', variables: { toolCall: { text: '您好' } } }] }),
    });
    expect((await walk.job('ask')).variables['text']).toBe('您好');
  });

  it('loses its job when something completes meanwhile', async () => {
    const walk = await started();
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'a' }] });
    const [one, other] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: one?.jobKey ?? '' });
    const { jobKey } = await walk.job('decide');
    await walk.engine.completeJob({ jobKey: other?.jobKey ?? '' });
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect((await walk.job('decide')).jobKey).not.toBe(jobKey);
  });

  it('may terminate what is active, and begin something else or end', async () => {
    const walk = await started();
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'b' }] });
    await walk.complete('a');
    await decide(walk, { activateElements: [{ elementId: 'a' }], isCancelRemainingInstances: true });
    expect(walk.ended('TERMINATED')).toEqual(['b', 'adhoc#innerInstance']);
    await walk.complete('a');
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'a' }] });
    const [one] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: one?.jobKey ?? '' });
    await decide(walk, { isCompletionConditionFulfilled: true, isCancelRemainingInstances: true });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('that says all is done while something is active is not asked again', async () => {
    const walk = await started();
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'a' }] });
    const [one, other] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: one?.jobKey ?? '' });
    await decide(walk, { isCompletionConditionFulfilled: true });
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.engine.completeJob({ jobKey: other?.jobKey ?? '' });
    expect(await walk.jobs('decide')).toHaveLength(0);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is refused when it says both, or names what cannot begin; the job stays', async () => {
    const walk = await started();
    const { jobKey } = await walk.job('decide');
    const complete = (given: object) => walk.engine.completeJob({ jobKey, result: result(given) });
    await expect(
      complete({ activateElements: [{ elementId: 'a' }], isCompletionConditionFulfilled: true }),
    ).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
    await expect(complete({ activateElements: [{ elementId: 'z' }] })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await complete({ activateElements: [{ elementId: 'a' }] });
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('out of retries is an incident of its own kind, which goes when something completes', async () => {
    const walk = await started();
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'b' }] });
    await walk.complete('a');
    await walk.engine.failJob({ jobKey: (await walk.job('decide')).jobKey, retries: 0 });
    expect(walk.incidents).toMatchObject([{ errorType: 'AD_HOC_SUB_PROCESS_NO_RETRIES', elementId: 'adhoc' }]);
    await walk.complete('b');
    await walk.complete('c');
    expect(walk.incidents).toEqual([]);
    expect(await walk.jobs('decide')).toHaveLength(1);
  });

  it('is asked again after an event subprocess, whose output counts too', async () => {
    const beside = subprocess(
      'esub',
      `<bpmn:startEvent id="es" isInterrupting="false">${onMessage('M')}</bpmn:startEvent>` +
        end('ee') +
        flows('es -> ee'),
      '',
      true,
    );
    const settings = worker('outputCollection="results" outputElement="=news"');
    const walk = await started(settings, tools + beside, message('M', 'm'));
    const { jobKey } = await walk.job('decide');
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k', variables: { news: 7 } });
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect((await walk.job('decide')).variables['results']).toEqual([7]);
  });

  it('has nothing to say any more when an event subprocess interrupts', async () => {
    const instead = subprocess(
      'esub',
      start('es', when('=stop')) + task('y') + end('ee') + flows('es -> y\ny -> ee'),
      '',
      true,
    );
    const walk = await started(worker(), tools + instead);
    await decide(walk, { activateElements: [{ elementId: 'a' }, { elementId: 'a' }] });
    const [one] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: one?.jobKey ?? '', variables: { stop: true } });
    expect(await walk.jobs('decide')).toHaveLength(0);
    await walk.complete('y');
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});

describe('deployment refuses an ad-hoc subprocess', () => {
  it.each([
    ['without activities', adHoc('adhoc', '<bpmn:parallelGateway id="g" />'), 'Must have at least one activity'],
    ['with a start event', adHoc('adhoc', start('is') + tools), 'Must not contain a start event'],
    ['with an end event', adHoc('adhoc', tools + end('ie')), 'Must not contain an end event'],
    [
      'with an output list but no output',
      adHoc('adhoc', tools, { settings: '<zeebe:adHoc outputCollection="results" />' }),
      'must be both present or both absent',
    ],
  ])('%s', async (_what, element, sentence) => {
    const walk = await Walk.open();
    await expect(walk.deploy(around(element))).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining(`- Element: adhoc\n    - ERROR: `) as unknown,
    });
    await expect(walk.deploy(around(element))).rejects.toThrow(sentence);
  });
});
