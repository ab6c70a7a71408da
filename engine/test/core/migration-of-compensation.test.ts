import { describe, expect, it } from '@jest/globals';
import { compensate, task, undo } from './diagram.js';
import { one, running } from './migration-walk.js';

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
