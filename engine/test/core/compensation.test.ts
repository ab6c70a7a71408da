import { describe, expect, it } from '@jest/globals';
import {
  boundary,
  compensate,
  diagram,
  end,
  error,
  flows,
  loop,
  onError,
  start,
  subprocess,
  task,
  undo,
} from './diagram.js';
import { Walk } from './walk.js';

const two = diagram(
  'p',
  start() +
    task('a') +
    undo('undoA', 'a') +
    task('b') +
    undo('undoB', 'b') +
    compensate('throw') +
    task('z') +
    end() +
    flows('s -> a\na -> b\nb -> throw\nthrow -> z\nz -> e'),
);

describe('compensation', () => {
  it('invokes the handlers of all that has completed, at once, and waits for them', async () => {
    const walk = await Walk.open(two);
    const key = await walk.create('p');
    await walk.complete('a');
    await walk.complete('b', { paid: 1 });
    const undoA = await walk.job('undoA');
    expect(undoA.variables).toMatchObject({ paid: 1 });
    await walk.complete('undoB');
    expect(await walk.jobs('z')).toEqual([]);
    await walk.engine.completeJob({ jobKey: undoA.jobKey });
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'a', 'b', 'undoB', 'undoA', 'throw', 'z', 'e', 'p']);
  });

  it('leaves alone what is still active, and does nothing where nothing has completed', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          '<bpmn:parallelGateway id="g" />' +
          task('a') +
          undo('undoA', 'a') +
          end('e1') +
          end('e2', '<bpmn:compensateEventDefinition />') +
          flows('s -> g\ng -> a\na -> e1\ng -> e2'),
      ),
    );
    const key = await walk.create('p');
    expect(walk.ended('COMPLETED')).toContain('e2');
    await walk.complete('a');
    expect(await walk.jobs('undoA')).toEqual([]);
    expect(walk.isActive(key)).toBe(false);
  });

  it('undoes one activity by its name, and each only once', async () => {
    const walk = await Walk.open(
      two
        .replace('<bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>', '')
        .replace('<bpmn:intermediateThrowEvent id="throw">', compensate('throw', 'b'))
        .replace('<bpmn:endEvent id="e">', '<bpmn:endEvent id="e"><bpmn:compensateEventDefinition />'),
    );
    const key = await walk.create('p');
    for (const type of ['a', 'b']) await walk.complete(type);
    expect(await walk.jobs('undoA')).toEqual([]);
    await walk.complete('undoB');
    await walk.complete('z');
    expect(await walk.jobs('undoB')).toEqual([]);
    await walk.complete('undoA');
    expect(walk.isActive(key)).toBe(false);
  });

  it('reaches into completed subprocesses, whose variables the handler still sees', async () => {
    const inner = subprocess(
      'sub',
      start('is') + task('a') + undo('undoA', 'a') + end('ie') + flows('is -> a\na -> ie'),
      '<zeebe:ioMapping><zeebe:input source="=7" target="local" /></zeebe:ioMapping>',
    );
    const walk = await Walk.open(
      diagram('p', start() + inner + compensate('throw') + end() + flows('s -> sub\nsub -> throw\nthrow -> e')),
    );
    const key = await walk.create('p');
    await walk.complete('a');
    const job = await walk.job('undoA');
    expect(job.variables).toEqual({ local: 7 });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(walk.isActive(key)).toBe(false);
  });

  it('thrown inside a subprocess stays inside it', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a') +
          undo('undoA', 'a') +
          subprocess(
            'sub',
            start('is') +
              task('b') +
              undo('undoB', 'b') +
              compensate('throw') +
              end('ie') +
              flows('is -> b\nb -> throw\nthrow -> ie'),
          ) +
          end() +
          flows('s -> a\na -> sub\nsub -> e'),
      ),
    );
    const key = await walk.create('p');
    for (const type of ['a', 'b', 'undoB']) await walk.complete(type);
    expect(walk.isActive(key)).toBe(false);
    expect(walk.ended('COMPLETED')).not.toContain('undoA');
  });

  it('thrown in an event subprocess undoes what the scope around it has done', async () => {
    const rescue = subprocess(
      'rescue',
      `<bpmn:startEvent id="es">${onError('E')}</bpmn:startEvent>` +
        end('ee', '<bpmn:compensateEventDefinition />') +
        flows('es -> ee'),
      '',
      true,
    );
    const walk = await Walk.open(
      diagram(
        'p',
        start() + task('a') + undo('undoA', 'a') + task('b') + end() + rescue + flows('s -> a\na -> b\nb -> e'),
        error('E', 'E'),
      ),
    );
    const key = await walk.create('p');
    await walk.complete('a');
    await walk.engine.throwJobError({ jobKey: (await walk.job('b')).jobKey, errorCode: 'E' });
    await walk.complete('undoA');
    expect(walk.isActive(key)).toBe(false);
  });

  it('undoes a multi-instance activity once, by a handler that may be multi-instance itself', async () => {
    const items = loop('inputCollection="=[1,2]" inputElement="item"');
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a', '', items) +
          undo('undoA', 'a', task('undoA', '', items)) +
          compensate('throw') +
          end() +
          flows('s -> a\na -> throw\nthrow -> e'),
      ),
    );
    const key = await walk.create('p');
    for (const { jobKey } of await walk.jobs('a')) await walk.engine.completeJob({ jobKey });
    const undos = await walk.jobs('undoA');
    expect(undos.map(({ variables }) => variables['item'])).toEqual([1, 2]);
    for (const { jobKey } of undos) await walk.engine.completeJob({ jobKey });
    expect(walk.isActive(key)).toBe(false);
  });

  it('ends with the instance, handlers and waiting throw event included', async () => {
    const walk = await Walk.open(two);
    const key = await walk.create('p');
    for (const type of ['a', 'b', 'undoB']) await walk.complete(type);
    await walk.engine.cancelInstance({ processInstanceKey: key });
    expect([...walk.state.elements.all()]).toEqual([]);
    expect([...walk.state.jobs.all()]).toEqual([]);
  });

  it.each([
    ['a boundary event without a handler', boundary('c', 'a', '<bpmn:compensateEventDefinition />'), '- Element: c'],
    [
      'a throw event for an activity that nothing undoes',
      end('x', '<bpmn:compensateEventDefinition activityRef="a" />'),
      "compensation activity 'a'",
    ],
  ])('refuses %s', async (_what, piece, sentence) => {
    const walk = await Walk.open();
    const xml = diagram('p', start() + task('a') + piece + end() + flows('s -> a\na -> e'));
    await expect(walk.deploy(xml)).rejects.toThrow(sentence);
  });
});
