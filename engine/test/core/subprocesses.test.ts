import { describe, expect, it } from '@jest/globals';
import {
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
} from './diagram.js';
import { Walk } from './walk.js';

const parallel =
  start('is') +
  '<bpmn:parallelGateway id="fork" />' +
  task('a') +
  task('b') +
  end('ie') +
  flows('is -> fork\nfork -> a\nfork -> b\na -> ie\nb -> ie');

describe('embedded subprocess', () => {
  it('ends after everything inside it', async () => {
    const walk = await Walk.open(
      diagram('p', start() + subprocess('sub', parallel) + task('z') + end() + flows('s -> sub\nsub -> z\nz -> e')),
    );
    await walk.create('p');
    await walk.complete('a');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('b');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is terminated with everything inside it by its boundary event', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', parallel) +
          boundary('b1', 'sub', onMessage('M')) +
          task('z') +
          end() +
          flows('s -> sub\nsub -> e\nb1 -> z\nz -> e'),
        message('M', 'm'),
      ),
    );
    await walk.create('p', { key: 'k' });
    const { jobKey } = await walk.job('a');
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(walk.ended('TERMINATED')).toEqual(['a', 'b', 'sub']);
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.complete('z');
    expect(walk.contents['element_instance']).toEqual([]);
  });

  it('hands an error of its end event to its boundary', async () => {
    const inside = start('is') + end('ie', onError('E1')) + flows('is -> ie');
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', inside) +
          boundary('b1', 'sub', onError('E1')) +
          task('z') +
          end() +
          flows('s -> sub\nsub -> e\nb1 -> z\nz -> e'),
        error('E1', 'E1'),
      ),
    );
    await walk.create('p');
    expect(walk.ended('TERMINATED')).toEqual(['ie', 'sub']);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is ended by its terminate event alone', async () => {
    const inside =
      start('is') +
      '<bpmn:parallelGateway id="fork" />' +
      task('a') +
      end('ie', '<bpmn:terminateEventDefinition />') +
      flows('is -> fork\nfork -> a\nfork -> ie\na -> ie');
    const walk = await Walk.open(
      diagram('p', start() + subprocess('sub', inside) + task('z') + end() + flows('s -> sub\nsub -> z\nz -> e')),
    );
    const key = await walk.create('p');
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });
});

describe('error event subprocess', () => {
  it('catches in its scope what a job throws there', async () => {
    const inside = start('es', onError('E1')) + task('z') + end('ee') + flows('es -> z\nz -> ee');
    const walk = await Walk.open(
      diagram(
        'p',
        start() + task('a') + end() + subprocess('esub', inside, '', true) + flows('s -> a\na -> e'),
        error('E1', 'E1'),
      ),
    );
    const key = await walk.create('p');
    await walk.engine.throwJobError({ jobKey: (await walk.job('a')).jobKey, errorCode: 'E1' });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });
});

describe('call activity', () => {
  const call = (attributes: string, settings = '') =>
    `<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="child" ${attributes} />${settings}</bpmn:extensionElements></bpmn:callActivity>`;
  const parent = (attributes = '', settings = '') =>
    diagram(
      'parent',
      start() +
        call(attributes, settings) +
        boundary('b1', 'call', onError('E1')) +
        task('z') +
        task('y') +
        end() +
        flows('s -> call\ncall -> z\nb1 -> y\nz -> e\ny -> e'),
      error('E1', 'E1'),
    );
  const child = diagram('child', start() + task('c') + end() + flows('s -> c\nc -> e'));

  it('passes all variables both ways and keeps the keys of parent and root', async () => {
    const walk = await Walk.open(child, parent());
    const key = (
      await walk.engine.createInstance({
        processDefinitionId: 'parent',
        variables: { a: 1 },
        businessId: 'B',
        tags: ['t'],
      })
    ).processInstanceKey;
    const job = await walk.job('c');
    expect(job).toMatchObject({ rootProcessInstanceKey: key, variables: { a: 1 }, tags: ['t'] });
    expect(walk.state.processInstances.get(job.processInstanceKey)).toMatchObject({
      parentProcessInstanceKey: key,
      businessId: 'B',
    });
    await walk.engine.completeJob({ jobKey: job.jobKey, variables: { b: 2 } });
    expect((await walk.job('z')).variables).toEqual({ a: 1, b: 2 });
  });

  it('brings nothing back when told so, and only the mapped names with an output mapping', async () => {
    const walk = await Walk.open(child, parent('propagateAllChildVariables="false"'));
    await walk.create('parent', { a: 1 });
    await walk.complete('c', { b: 2 });
    expect((await walk.job('z')).variables).toEqual({ a: 1 });
    const mapped = await Walk.open(child, parent('propagateAllChildVariables="false"', io(['out', '=b', 'result'])));
    await mapped.create('parent', { a: 1 });
    await mapped.complete('c', { b: 2 });
    expect((await mapped.job('z')).variables).toEqual({ a: 1, result: 2 });
  });

  it('passes only its own variables down when told so', async () => {
    const walk = await Walk.open(child, parent('propagateAllParentVariables="false"', io(['in', '=a + 1', 'mine'])));
    await walk.create('parent', { a: 1 });
    expect((await walk.job('c')).variables).toEqual({ mine: 2 });
  });

  it('calls the latest version, the one it was deployed with, or the latest with a tag', async () => {
    const version = (type: string, tagged = '') =>
      diagram(
        'child',
        `<bpmn:extensionElements>${tagged === '' ? '' : `<zeebe:versionTag value="${tagged}" />`}</bpmn:extensionElements>` +
          start() +
          task(type) +
          end() +
          flows(`s -> ${type}\n${type} -> e`),
      );
    const caller = (id: string, attributes: string) =>
      parent(attributes).replace('id="parent"', `id="${id}"`).replace('name="parent"', `name="${id}"`);
    const walk = await Walk.open();
    await walk.engine.deploy({
      resources: [
        { name: 'child.bpmn', content: version('one', 'stable') },
        { name: 'deployment.bpmn', content: caller('deployment', 'bindingType="deployment"') },
      ],
    });
    await walk.deploy(version('two', 'stable'), 'child.bpmn');
    await walk.deploy(version('three'), 'child.bpmn');
    await walk.deploy(caller('latest', ''), 'latest.bpmn');
    await walk.deploy(caller('tagged', 'bindingType="versionTag" versionTag="stable"'), 'tagged.bpmn');
    await walk.deploy(caller('lost', 'bindingType="versionTag" versionTag="unknown"'), 'lost.bpmn');
    for (const id of ['deployment', 'latest', 'tagged', 'lost']) await walk.create(id);
    expect(
      [await walk.jobs('one'), await walk.jobs('two'), await walk.jobs('three')].map((jobs) => jobs.length),
    ).toEqual([1, 1, 1]);
    expect(walk.incidents).toMatchObject([{ errorType: 'CALLED_ELEMENT_ERROR', processDefinitionId: 'lost' }]);
  });

  it('begins at the none start event, whatever else could start the process', async () => {
    const walk = await Walk.open(
      diagram(
        'child',
        start('other', onMessage('M')) +
          start() +
          task('c') +
          task('d') +
          end() +
          flows('s -> c\nother -> d\nc -> e\nd -> e'),
        message('M', 'm'),
      ),
      parent(),
    );
    await walk.create('parent');
    expect(await walk.jobs('d')).toHaveLength(0);
    await walk.complete('c');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('stops when the process it calls cannot be called', async () => {
    const walk = await Walk.open(
      diagram('child', start('s', onMessage('M')) + task('c') + flows('s -> c'), message('M', 'm')),
      parent(),
    );
    await walk.create('parent');
    expect(walk.incidents).toMatchObject([{ errorType: 'CALLED_ELEMENT_ERROR', elementId: 'call' }]);
  });

  it('stops with CALLED_ELEMENT_ERROR until the process is deployed', async () => {
    const walk = await Walk.open(parent());
    await walk.create('parent');
    expect(walk.incidents).toMatchObject([{ errorType: 'CALLED_ELEMENT_ERROR', elementId: 'call' }]);
    await walk.deploy(child, 'child.bpmn');
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('c')).toHaveLength(1);
  });

  it('catches an error of the called process, which is terminated', async () => {
    const walk = await Walk.open(child, parent());
    const key = await walk.create('parent');
    await walk.engine.throwJobError({ jobKey: (await walk.job('c')).jobKey, errorCode: 'E1' });
    expect(walk.ended('TERMINATED')).toEqual(['c', 'child', 'call']);
    await walk.complete('y');
    expect(walk.isActive(key)).toBe(false);
  });

  it('is cancelled with its caller, and never by itself', async () => {
    const walk = await Walk.open(child, parent());
    const key = await walk.create('parent');
    const job = await walk.job('c');
    await expect(walk.engine.cancelInstance({ processInstanceKey: job.processInstanceKey })).rejects.toMatchObject({
      type: 'INVALID_STATE',
    });
    await walk.engine.cancelInstance({ processInstanceKey: key });
    expect(walk.contents['process_instance']).toEqual([]);
    await expect(walk.engine.completeJob({ jobKey: job.jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await expect(walk.engine.cancelInstance({ processInstanceKey: key })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('shows an incident of the called process on the calling one', async () => {
    const walk = await Walk.open(child, parent());
    const key = await walk.create('parent');
    await walk.engine.failJob({ jobKey: (await walk.job('c')).jobKey, retries: 0 });
    expect(walk.state.processInstances.get(key)?.incidentCount).toBe(1);
  });
});

describe('multi-instance', () => {
  const each = (settings: string, sequential = false, condition = '') =>
    diagram(
      'p',
      start() +
        task('a', '', loop(settings, sequential, condition)) +
        boundary('b1', 'a', onMessage('M')) +
        task('z') +
        task('y') +
        end() +
        flows('s -> a\na -> z\nb1 -> y\nz -> e\ny -> e'),
      message('M', 'm'),
    );
  const collect = 'inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"';

  it('runs all items at once; results stay in the order of the input and the locals stay local', async () => {
    const walk = await Walk.open(each(collect));
    await walk.create('p', { items: ['x', 'y', 'z'], key: 'k' });
    const jobs = await walk.jobs('a');
    expect(jobs.map(({ variables }) => [variables['item'], variables['loopCounter']])).toEqual([
      ['x', 1],
      ['y', 2],
      ['z', 3],
    ]);
    for (const job of [...jobs].reverse())
      await walk.engine.completeJob({
        jobKey: job.jobKey,
        variables: { result: `${JSON.stringify(job.variables['item'])}!` },
      });
    expect((await walk.job('z')).variables).toEqual({
      items: ['x', 'y', 'z'],
      key: 'k',
      results: ['"x"!', '"y"!', '"z"!'],
    });
  });

  it('runs one item after the other when it is sequential', async () => {
    const walk = await Walk.open(each(collect, true));
    await walk.create('p', { items: [1, 2], key: 'k' });
    expect((await walk.job('a')).variables).toMatchObject({ item: 1, loopCounter: 1 });
    await walk.engine.completeJob({ jobKey: [...walk.state.jobs.all()][0]?.jobKey ?? '', variables: { result: 10 } });
    await walk.complete('a', { result: 20 });
    expect((await walk.job('z')).variables).toMatchObject({ results: [10, 20] });
  });

  it('skips an empty collection', async () => {
    const walk = await Walk.open(each(collect));
    await walk.create('p', { items: [], key: 'k' });
    expect((await walk.job('z')).variables).toEqual({ items: [], key: 'k', results: [] });
  });

  it('stops when the collection is no list, and goes on when it is', async () => {
    const walk = await Walk.open(each(collect));
    const key = await walk.create('p', { items: 'x', key: 'k' });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { items: [1] } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('ends early when its completion condition holds; the rest is terminated', async () => {
    const walk = await Walk.open(each('inputCollection="=items"', false, '=numberOfCompletedInstances >= 2'));
    await walk.create('p', { items: [1, 2, 3, 4], key: 'k' });
    const jobs = await walk.jobs('a');
    for (const { jobKey } of jobs.slice(0, 2)) await walk.engine.completeJob({ jobKey });
    expect(walk.ended('TERMINATED')).toEqual(['a', 'a']);
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('counts what was ended from outside', async () => {
    const walk = await Walk.open(
      each('inputCollection="=items"', false, '=numberOfTerminatedInstances = 1 and numberOfActiveInstances = 1'),
    );
    const processInstanceKey = await walk.create('p', { items: [1, 2, 3, 4], key: 'k' });
    const [first, second, third] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: first?.jobKey ?? '' });
    await walk.engine.modifyInstance({
      processInstanceKey,
      terminateInstructions: [{ elementInstanceKey: second?.elementInstanceKey }],
    });
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.engine.completeJob({ jobKey: third?.jobKey ?? '' });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('is ended by its boundary event without partial results', async () => {
    const walk = await Walk.open(each(collect));
    await walk.create('p', { items: [1, 2], key: 'k' });
    const [job] = await walk.jobs('a');
    await walk.engine.completeJob({ jobKey: job?.jobKey ?? '', variables: { result: 1 } });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect((await walk.job('y')).variables).toEqual({ items: [1, 2], key: 'k' });
  });

  it('runs a subprocess for each item', async () => {
    const inner = start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie');
    const sub = subprocess('sub', inner).replace(
      '</bpmn:subProcess>',
      `${loop('inputCollection="=items" inputElement="item"')}</bpmn:subProcess>`,
    );
    const walk = await Walk.open(diagram('p', start() + sub + end() + flows('s -> sub\nsub -> e')));
    const key = await walk.create('p', { items: [1, 2] });
    for (const { jobKey } of await walk.jobs('in')) await walk.engine.completeJob({ jobKey });
    expect(walk.isActive(key)).toBe(false);
  });
});
