import { describe, expect, it } from '@jest/globals';
import { after, catchEvent, diagram, end, flows, io, loop, start, task } from './diagram.js';
import { Walk } from './walk.js';

const cluster = (name: string, value: never) => ({ tenantId: null, name, value });
const tenant = (name: string, value: never) => ({ tenantId: '<default>', name, value });

/** A task whose input is what the expression gives. */
const reading = (expression: string) =>
  diagram('p', start() + task('a', io(['in', expression, 'seen'])) + end() + flows('s -> a\na -> e'));

async function seen(walk: Walk, variables = {}) {
  await walk.create('p', variables);
  return (await walk.job('a')).variables['seen'];
}

describe('variables of the cluster', () => {
  it('are read by scope, and the whole value of the tenant covers that of the cluster', async () => {
    const walk = await Walk.open(
      reading(
        '=[camunda.vars.cluster.API.retry, camunda.vars.tenant.API.retry, camunda.vars.env.API, camunda.vars.env.ON]',
      ),
    );
    await walk.engine.createClusterVariable(cluster('API', { url: 'global', retry: 3 } as never));
    await walk.engine.createClusterVariable(cluster('ON', true as never));
    expect(await seen(walk)).toEqual([3, null, { url: 'global', retry: 3 }, true]);
    await walk.engine.createClusterVariable(tenant('API', { url: 'tenant' } as never));
    expect(await seen(walk)).toEqual([3, null, { url: 'tenant' }, true]);
    await walk.engine.updateClusterVariable(cluster('API', { retry: 5 } as never));
    await walk.engine.deleteClusterVariable(tenant('API', null as never));
    expect(await seen(walk)).toEqual([5, null, { retry: 5 }, true]);
  });

  it('of another tenant are seen by nobody', async () => {
    const walk = await Walk.open(reading('=[camunda.vars.env.X, camunda.vars.tenant.X]'));
    await walk.engine.createClusterVariable({ tenantId: 'other', name: 'X', value: 1 });
    expect(await seen(walk)).toEqual([null, null]);
  });

  it('are hidden by variables of the process: all of them, or the one of that path', async () => {
    const walk = await Walk.open(reading('=[camunda.vars.env.MAX, camunda.vars.cluster.MAX]'));
    await walk.engine.createClusterVariable(cluster('MAX', 1000 as never));
    expect(await seen(walk, { camunda: { vars: { env: { MAX: 1 } } } })).toEqual([1, null]);
    expect(await seen(walk, { 'camunda.vars.env.MAX': 10_000 })).toEqual([10_000, 1000]);
  });

  it('are read by conditions, timers, loops and job types', async () => {
    const body =
      start() +
      '<bpmn:exclusiveGateway id="x" default="f_x_e" />' +
      catchEvent('wait', after('=camunda.vars.env.PAUSE')) +
      task(
        'each',
        '',
        loop('inputCollection="=[1,2,3]"', true, '=numberOfCompletedInstances = camunda.vars.env.ENOUGH'),
      ) +
      end();
    const walk = await Walk.open(
      diagram('p', body, '').replace(
        '</bpmn:process>',
        `${flows('s -> x\nx -> wait : =camunda.vars.env.GO\nx -> e\nwait -> each\neach -> e')}</bpmn:process>`,
      ),
    );
    for (const [name, value] of Object.entries({ PAUSE: 'PT1H', GO: true, ENOUGH: 2 }))
      await walk.engine.createClusterVariable(cluster(name, value as never));
    const key = await walk.create('p');
    await walk.forward(3_600_000);
    await walk.complete('each');
    await walk.complete('each');
    expect(walk.isActive(key)).toBe(false);
  });

  it('are no variables of an instance: no worker gets them', async () => {
    const walk = await Walk.open(reading('=camunda.vars.env.SECRET + 1'));
    await walk.engine.createClusterVariable(cluster('SECRET', 1 as never));
    const key = await walk.create('p');
    expect((await walk.job('a')).variables).toEqual({ seen: 2 });
    expect(walk.root(key)).toEqual({});
  });

  it('are seen by an expression on its own', async () => {
    const walk = await Walk.open();
    await walk.engine.createClusterVariable(cluster('RATE', 0.5 as never));
    const expression = '=camunda.vars.env.RATE * amount';
    expect(walk.engine.evaluateExpression({ expression, variables: { amount: 10 } })).toEqual({
      result: 5,
      warnings: [],
    });
  });

  it('are nothing to a text without a leading =, which means itself', async () => {
    const { engine } = await Walk.open();
    for (const expression of ['2 * 4', 'camunda.vars.env.RATE', '7', ' ', '"a'])
      expect(engine.evaluateExpression({ expression })).toEqual({ result: expression, warnings: [] });
    expect(engine.evaluateExpression({ expression: '=2 * 4' })).toEqual({ result: 8, warnings: [] });
  });

  it('with the names of what every object has are nothing special', async () => {
    const walk = await Walk.open(reading('=[camunda.vars.env.constructor, camunda.vars.env.__proto__]'));
    expect(await seen(walk)).toEqual([null, null]);
    await walk.engine.createClusterVariable(cluster('__proto__', { polluted: true } as never));
    await walk.engine.createClusterVariable(cluster('constructor', 'text' as never));
    expect(await seen(walk)).toEqual(['text', { polluted: true }]);
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    ['a name twice', 'TWICE', 'ALREADY_EXISTS'],
    ['a name with a blank', 'two words', 'INVALID_ARGUMENT'],
    ['no name', '', 'INVALID_ARGUMENT'],
    ['a name without end', 'n'.repeat(257), 'INVALID_ARGUMENT'],
  ])('are refused with %s', async (_what, name, type) => {
    const walk = await Walk.open();
    await walk.engine.createClusterVariable(cluster('TWICE', 1 as never));
    const before = walk.contents;
    await expect(walk.engine.createClusterVariable(cluster(name, 2 as never))).rejects.toMatchObject({ type });
    expect(walk.contents).toEqual(before);
    await walk.engine.createClusterVariable(tenant('TWICE', 3 as never));
  });

  it('that do not exist cannot be changed', async () => {
    const walk = await Walk.open();
    await walk.engine.createClusterVariable(cluster('X', 1 as never));
    await expect(walk.engine.updateClusterVariable(tenant('X', 2 as never))).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
    await expect(walk.engine.deleteClusterVariable(tenant('X', 2 as never))).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });
});
