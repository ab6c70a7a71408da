import { describe, expect, it } from '@jest/globals';
import { diagram, end, flows, io, start, subprocess, task } from './diagram.js';
import { Walk } from './walk.js';

const simple = (settings: string) =>
  diagram('p', start() + task('a', settings) + task('b') + end() + flows('s -> a\na -> b\nb -> e'));

describe('variables', () => {
  it('keep their types from creation to the worker', async () => {
    const walk = await Walk.open(simple(''));
    const variables = {
      text: '面积',
      number: 12.5,
      nothing: null,
      list: [1, 'a', { b: [] }],
      object: { a: { b: true } },
    };
    await walk.create('p', variables);
    expect((await walk.job('a')).variables).toEqual(variables);
  });

  it('of a job are updated where they are found, and new ones go to the root', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess(
            'sub',
            start('is') + task('tb') + task('after') + end('ie') + flows('is -> tb\ntb -> after\nafter -> ie'),
            io(['in', '=0', 'c']),
          ) +
          end() +
          flows('s -> sub\nsub -> e'),
      ),
    );
    const key = await walk.create('p', { a: 1, b: 1 });
    await walk.complete('tb', { b: 2, c: 3, d: 4 });
    expect((await walk.job('after')).variables).toEqual({ a: 1, b: 2, c: 3, d: 4 });
    expect(walk.root(key)).toEqual({ a: 1, b: 2, d: 4 });
  });

  it('of an input mapping are seen by its element alone', async () => {
    const walk = await Walk.open(simple(io(['in', '=customer.name', 'sender'], ['in', '=b + 10', 'b'])));
    const key = await walk.create('p', { customer: { name: '住户甲' }, b: 1 });
    expect((await walk.job('a')).variables).toEqual({ customer: { name: '住户甲' }, sender: '住户甲', b: 11 });
    await walk.engine.completeJob({ jobKey: [...walk.state.jobs.all()][0]?.jobKey ?? '', variables: { b: 99 } });
    expect(walk.root(key)).toEqual({ customer: { name: '住户甲' }, b: 1 });
    expect((await walk.job('b')).variables).toEqual({ customer: { name: '住户甲' }, b: 1 });
  });

  it('leave an element only through its output mappings, nested targets keep the other members', async () => {
    const walk = await Walk.open(simple(io(['out', '=result.status', 'order.status'], ['out', '=result.n + 1', 'n'])));
    const key = await walk.create('p', { order: { id: 7, status: 'open' } });
    await walk.complete('a', { result: { status: 'paid', n: 1 }, other: true });
    expect(walk.root(key)).toEqual({ order: { id: 7, status: 'paid' }, n: 2 });
  });

  it('of a subprocess vanish with it unless an output mapping lifts them', async () => {
    const inner = start('is') + task('in') + end('ie') + flows('is -> in\nin -> ie');
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          subprocess('sub', inner, io(['in', '=1', 'local'], ['in', '=2', 'lifted'], ['out', '=lifted', 'lifted'])) +
          task('b') +
          end() +
          flows('s -> sub\nsub -> b\nb -> e'),
      ),
    );
    await walk.create('p');
    await walk.complete('in', { local: 5, lifted: 6 });
    expect((await walk.job('b')).variables).toEqual({ lifted: 6 });
  });

  it('set from outside: local writes there only, else to the scope that has the name or the root', async () => {
    const walk = await Walk.open(simple(''));
    const key = await walk.create('p', { x: 1 });
    const { elementInstanceKey } = await walk.job('a');
    await walk.engine.setVariables({ elementInstanceKey, variables: { x: 2 }, local: true });
    expect(walk.root(key)).toEqual({ x: 1 });
    await walk.engine.setVariables({ elementInstanceKey, variables: { x: 3, y: 4 } });
    expect(walk.root(key)).toEqual({ x: 1, y: 4 });
    await expect(walk.engine.setVariables({ elementInstanceKey: '1', variables: {} })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });

  // Looking for each of them among all would take minutes.
  it('come by the hundred thousand in one command', async () => {
    const many = (value: number) =>
      Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`v${String(index)}`, value]));
    const walk = await Walk.open(simple(''));
    const elementInstanceKey = await walk.create('p', many(1));
    await walk.engine.setVariables({ elementInstanceKey, variables: many(2) });
    expect(walk.root(elementInstanceKey)).toEqual(many(2));
  }, 20_000);
});
