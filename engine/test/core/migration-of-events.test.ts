import { describe, expect, it } from '@jest/globals';
import {
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  flows,
  message,
  onMessage,
  start,
  subprocess,
  task,
} from './diagram.js';
import { HOUR_MS, one, running } from './migration-walk.js';
import { BEGIN } from './walk.js';

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
