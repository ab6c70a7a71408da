import { describe, expect, it } from '@jest/globals';
import { after, boundary, end, error, flows, loop, onError, start, subprocess, task, userTask } from './diagram.js';
import { HOUR_MS, one, running, living } from './migration-walk.js';

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
