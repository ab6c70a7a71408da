import { describe, expect, it } from '@jest/globals';
import type { Json, Variables } from '../../index.js';
import { diagram, end, flows, io, start, task } from './diagram.js';
import { Walk } from './walk.js';

const extended = (settings: string): string => `<bpmn:extensionElements>${settings}</bpmn:extensionElements>`;
/** A task that nothing waits at, and that leads to itself. */
const round = (settings = ''): string =>
  diagram('p', `${start()}<bpmn:task id="t">${extended(settings)}</bpmn:task>${flows('s -> t\nt -> t')}`);
const forEach = (list: string, settings = '', isSequential = false): string =>
  diagram(
    'p',
    `${start()}<bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics isSequential="${String(isSequential)}">` +
      extended(`<zeebe:loopCharacteristics inputCollection="${list}" ${settings}/>`) +
      `</bpmn:multiInstanceLoopCharacteristics></bpmn:task>${flows('s -> t')}`,
  );
const itself = diagram(
  'p',
  `${start()}<bpmn:callActivity id="t">${extended('<zeebe:calledElement processId="p"/>')}</bpmn:callActivity>${flows('s -> t')}`,
);
const doubling = diagram(
  'p',
  start('t0') +
    Array.from({ length: 60 }, (_, at) => {
      const [from, to] = [`t${String(at)}`, `t${String(at + 1)}`];
      const flow = (id: string) => `<bpmn:sequenceFlow id="${id}${to}" sourceRef="${from}" targetRef="${to}"/>`;
      return `<bpmn:task id="${to}"/>${flow('f')}${flow('g')}`;
    }).join(''),
);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const many = (count: number): Record<string, Json> =>
  Object.fromEntries(numbers(count).map((at) => [`v${String(at)}`, at]));

const FOR_EVER = /Expected the process to wait somewhere, but it goes round for ever/;
const TOO_MUCH = /Expected at most 2,500,000 parts of variables to be moved at once/;

const TOO_LARGE = /Expected variables to grow by at most 33,554,432 characters at once/;

const REFUSED: readonly (readonly [what: string, xml: string, variables: Variables])[] = [
  ['a task that leads to itself', round(), {}],
  ['tokens that double', doubling, {}],
  ['100,000 instances at once', forEach('=for i in 1..100000 return i'), {}],
  ['100,000 instances one after the other', forEach('=for i in 1..100000 return i', '', true), {}],
  ['a process that calls itself with many variables', itself, many(2_000)],
];

const STOPPED: readonly (readonly [what: string, xml: string, variables: Variables, reason: RegExp])[] = [
  [
    'a task that leads to itself with a large variable',
    round(io(['in', '=x', 'y'])),
    { x: numbers(300_000) },
    TOO_LARGE,
  ],
  ['a process that calls itself with a large variable', itself, { x: numbers(300_000) }, TOO_LARGE],
  ['a list that doubles', round(io(['out', '=[x, x]', 'x'])), { x: 1 }, /more than the [\d,]+ steps/],
  [
    'a text that doubles',
    round(io(['out', '=x + x', 'x'])),
    { x: 'a' },
    /at most 4,194,304 characters, but 'x' has more/,
  ],
  ['a list that grows', round(io(['out', '=append(x, 1)', 'x'])), { x: [] }, /more than the [\d,]+ steps/],
  ['a list that becomes deeper', round(io(['out', '=[x]', 'x'])), { x: 1 }, /at most 200 levels, but 'x' has more/],
  ['a path that becomes deeper', round(io(['out', '={a: x}', 'x.b.c'])), {}, /at most 200 levels, but 'x' has more/],
  ['a large list in ever new ones', round(io(['in', '=[x]', 'y'])), { x: numbers(300_000) }, TOO_LARGE],
  ['a member of a large object', round(io(['out', '=1', 'x.a'])), { x: many(50_000) }, TOO_MUCH],
  ['one of many variables', round(io(['in', '=v1', 'y'])), many(5_000), TOO_MUCH],
  [
    'the outputs of many instances',
    forEach('=for i in 1..8000 return i', 'outputCollection="o" outputElement="=1"'),
    {},
    TOO_MUCH,
  ],
  ['a process that calls itself', itself, {}, /The call activity has reached the maximum depth of 1000/],
];

/** Another process goes its way, and the state is what the events say. */
async function goesOn(walk: Walk): Promise<void> {
  await walk.deploy(diagram('good', start() + task('a') + end() + flows('s -> a\na -> e')));
  const key = await walk.create('good');
  await walk.complete('a');
  expect(walk.isActive(key)).toBe(false);
}

describe('a process that wants to keep the engine busy', () => {
  it.each(REFUSED)('is refused without a trace: %s', async (_what, xml, variables) => {
    const walk = await Walk.open(xml);
    const before = walk.contents;
    await expect(walk.create('p', variables)).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringMatching(FOR_EVER),
    });
    expect(walk.contents).toEqual(before);
    await goesOn(walk);
  });

  it.each(STOPPED)('stops with an incident, and can be cancelled: %s', async (_what, xml, variables, reason) => {
    const walk = await Walk.open(xml);
    const processInstanceKey = await walk.create('p', variables);
    expect(walk.incidents[0]?.errorMessage).toMatch(reason);
    expect(walk.incidents[0]?.errorType).toBe(
      xml === itself && reason !== TOO_LARGE ? 'CALLED_ELEMENT_ERROR' : 'IO_MAPPING_ERROR',
    );
    await goesOn(walk);
    await walk.engine.cancelInstance({ processInstanceKey });
    expect([walk.incidents, walk.isActive(processInstanceKey)]).toEqual([[], false]);
  });

  it('may have large variables, and many instances, when it waits between them', async () => {
    const walk = await Walk.open(
      diagram('p', start() + task('a', io(['in', '=x', 'y'])) + end() + flows('s -> a\na -> e')),
    );
    for (let count = 0; count < 5; count += 1) await walk.create('p', { x: numbers(200_000) });
    expect(await walk.jobs('a')).toHaveLength(5);
    expect(walk.incidents).toEqual([]);
  });
});
