import { describe, expect, it } from '@jest/globals';
import { task } from './diagram.js';
import { one, running, living } from './migration-walk.js';

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
