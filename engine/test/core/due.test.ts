import { describe, expect, it } from '@jest/globals';
import { after, catchEvent, diagram, end, flows, start, task } from './diagram.js';
import { Walk } from './walk.js';

const HOUR = 3_600_000;

/** After an hour this one goes round for ever, as long as `stuck` holds: the command is refused. */
const stuck = diagram(
  'stuck',
  start() +
    catchEvent('t', after('PT1H')) +
    '<bpmn:exclusiveGateway id="x" /><bpmn:task id="round" />' +
    end() +
    flows('s -> t\nt -> x\nx -> round : =stuck\nround -> x\nx -> e : =not(stuck)'),
);
const sound = diagram(
  'sound',
  start() + catchEvent('t', after('PT1H')) + task('a') + end() + flows('s -> t\nt -> a\na -> e'),
);

describe('what is due and cannot be fired', () => {
  it('holds nobody up, is told of, and is tried again at a slowing pace until it can be', async () => {
    const walk = await Walk.open(stuck, sound);
    const key = await walk.create('stuck', { stuck: true });
    await walk.create('sound');
    await walk.forward(HOUR);
    expect(await walk.jobs('a')).toHaveLength(1);
    expect(walk.faults).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^timer \d+ could not be fired: tried again at 2026-03-01T09:00:01.000Z$/),
        cause: expect.objectContaining({ message: expect.stringContaining('goes round for ever') }),
      }),
    ]);
    const failuresAfter = async (milliseconds: number) => {
      await walk.forward(milliseconds);
      return walk.faults.length;
    };
    expect(await failuresAfter(999)).toBe(1);
    expect(await failuresAfter(1)).toBe(2);
    expect(await failuresAfter(1_999)).toBe(2);
    expect(await failuresAfter(1)).toBe(3);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { stuck: false } });
    expect(walk.isActive(key)).toBe(true);
    expect(await failuresAfter(4_000)).toBe(3);
    expect(walk.isActive(key)).toBe(false);
  });

  it('is forgotten when its instance ends', async () => {
    const walk = await Walk.open(stuck);
    const key = await walk.create('stuck', { stuck: true });
    await walk.forward(HOUR);
    await walk.engine.cancelInstance({ processInstanceKey: key });
    await walk.forward(HOUR);
    expect(walk.faults).toHaveLength(1);
  });
});
