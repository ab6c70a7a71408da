import { describe, expect, it } from '@jest/globals';
import { after, boundary, catchEvent, diagram, end, every, flows, start, subprocess, task } from './diagram.js';
import { Walk } from './walk.js';

describe('timers', () => {
  it('let a catch event go on when they are due, not before', async () => {
    const walk = await Walk.open(
      diagram('p', start() + catchEvent('t', after('P30D')) + task('a') + end() + flows('s -> t\nt -> a\na -> e')),
    );
    await walk.create('p');
    await walk.forward(30 * 86_400_000 - 1);
    expect(await walk.jobs('a')).toHaveLength(0);
    await walk.forward(1);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('take a date from a variable', async () => {
    const date = '<bpmn:timerEventDefinition><bpmn:timeDate>=due</bpmn:timeDate></bpmn:timerEventDefinition>';
    const walk = await Walk.open(
      diagram('p', start() + catchEvent('t', date) + task('a') + end() + flows('s -> t\nt -> a\na -> e')),
    );
    await walk.create('p', { due: '2026-03-01T17:00:00+08:00' });
    await walk.forward(3_600_000 - 1);
    expect(await walk.jobs('a')).toHaveLength(0);
    await walk.forward(1);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('stop with an incident when the text is no time', async () => {
    const walk = await Walk.open(
      diagram('p', start() + catchEvent('t', after('=x')) + end() + flows('s -> t\nt -> e')),
    );
    await walk.create('p', { x: 'tomorrow' });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 't' }]);
  });

  it('on a boundary end the task, and its job is gone', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a') +
          boundary('b', 'a', after('PT1S')) +
          task('z') +
          end() +
          flows('s -> a\na -> e\nb -> z\nz -> e'),
      ),
    );
    await walk.create('p');
    const { jobKey } = await walk.job('a');
    await walk.forward(1_000);
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await walk.complete('z');
    expect(walk.contents['timer']).toEqual([]);
    expect(walk.contents['process_instance']).toEqual([]);
  });

  it('repeat on a boundary as often as their cycle says', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          task('a') +
          boundary('b', 'a', every('R2/PT0.5S'), false) +
          task('z') +
          end() +
          flows('s -> a\na -> e\nb -> z\nz -> e'),
      ),
    );
    const key = await walk.create('p');
    for (let i = 0; i < 4; i += 1) await walk.forward(500);
    expect(await walk.jobs('z')).toHaveLength(2);
    await walk.complete('a');
    expect(walk.isActive(key)).toBe(true);
  });

  it('keep the fraction of a second that FEEL has worked out', async () => {
    const wait = catchEvent('t', after('=duration("PT1.5S") / 3'));
    const walk = await Walk.open(diagram('p', start() + wait + end() + flows('s -> t\nt -> e')));
    const key = await walk.create('p');
    await walk.forward(499);
    expect(walk.isActive(key)).toBe(true);
    await walk.forward(1);
    expect(walk.isActive(key)).toBe(false);
  });

  it('start instances, and only of the latest version', async () => {
    const xml = (job: string) =>
      diagram('p', start('s', every('R2/PT0.7S')) + task(job) + end() + flows(`s -> ${job}\n${job} -> e`));
    const walk = await Walk.open(xml('a'));
    for (let i = 0; i < 4; i += 1) await walk.forward(700);
    expect(await walk.jobs('a')).toHaveLength(2);
    await walk.deploy(xml('b'), 'diagram-0.bpmn');
    await walk.forward(700);
    expect(await walk.jobs('b')).toHaveLength(1);
  });

  it('start an event subprocess that takes over its scope', async () => {
    const inside = start('es', after('PT0.6S')) + task('z') + end('ee') + flows('es -> z\nz -> ee');
    const walk = await Walk.open(
      diagram('p', start() + task('a') + end() + subprocess('esub', inside, '', true) + flows('s -> a\na -> e')),
    );
    const key = await walk.create('p');
    await walk.forward(600);
    expect(walk.ended('TERMINATED')).toEqual(['a']);
    expect(walk.isActive(key)).toBe(true);
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
    expect(walk.ended('COMPLETED')).toEqual(['s', 'es', 'z', 'ee', 'esub', 'p']);
  });

  const repeating = (cycle: string) =>
    diagram(
      'p',
      start() +
        task('a') +
        boundary('b', 'a', every(cycle), false) +
        task('z') +
        end() +
        flows('s -> a\na -> e\nb -> z\nz -> e'),
    );
  const HOUR = 3_600_000;

  it('repeat without end until their task is done', async () => {
    const walk = await Walk.open(repeating('R/PT1H'));
    await walk.create('p');
    for (let hour = 0; hour < 5; hour += 1) await walk.forward(HOUR);
    expect(await walk.jobs('z')).toHaveLength(5);
    await walk.complete('a');
    await walk.forward(5 * HOUR);
    expect(await walk.jobs('z')).toHaveLength(5);
    expect(walk.contents['timer']).toEqual([]);
  });

  it('do not fall behind when they are late', async () => {
    const walk = await Walk.open(repeating('R3/PT1H'));
    await walk.create('p');
    await walk.forward(HOUR + 600_000);
    await walk.forward(HOUR - 600_000);
    expect(await walk.jobs('z')).toHaveLength(2);
    // What is over by two intervals is due once for each of them.
    const late = await Walk.open(repeating('R9/PT1H'));
    await late.create('p');
    await late.forward(10 * HOUR);
    expect(await late.jobs('z')).toHaveLength(2);
  });

  it.each([
    ['R3/2026-03-01T10:00:00Z/PT1H', [2, 3, 4]],
    ['R2/2026-03-01T11:00:00[Europe/Berlin]/PT1H', [2, 3]],
    ['R2/2026-02-01T10:00:00Z/PT1H', [0, 1]],
    ['= cycle(2, duration("PT2H"))', [2, 4]],
    ['0 30 9-10 * * *', [1.5, 2.5]],
    ['0 0 12 ? * SUN', [4]],
  ])('begin when their cycle says: %s', async (cycle, hours) => {
    const walk = await Walk.open(repeating(cycle));
    await walk.create('p');
    const fired: number[] = [];
    for (let at = 0; at <= 5; at += 0.5) {
      await walk.forward(at === 0 ? 0 : HOUR / 2);
      for (const { jobKey } of await walk.jobs('z')) {
        fired.push(at);
        await walk.engine.completeJob({ jobKey });
      }
    }
    expect(fired).toEqual(hours);
  });

  it.each(['R0/PT1H', '0 0 * * *', '0 0 0 31 2 *', 'R/tomorrow/PT1H', '61 * * * * *', '2026-03-02'])(
    'stop with an incident on a cycle or date that is none: %s',
    async (text) => {
      const walk = await Walk.open(repeating('=text'));
      await walk.create('p', { text });
      expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'a' }]);
    },
  );

  it.each([
    '2026-03-01T10:00:00Z',
    '2026-03-01T18:00+08:00',
    '2026-03-01T10:00:00',
    '2026-03-01T11:00:00[Europe/Berlin]',
    '2026-03-01T11:00:00@Europe/Berlin',
  ])('take a date in every way it can be written: %s', async (due) => {
    const date = '<bpmn:timerEventDefinition><bpmn:timeDate>=due</bpmn:timeDate></bpmn:timerEventDefinition>';
    const walk = await Walk.open(diagram('p', start() + catchEvent('t', date) + end() + flows('s -> t\nt -> e')));
    const key = await walk.create('p', { due });
    await walk.forward(2 * HOUR - 1);
    expect(walk.isActive(key)).toBe(true);
    await walk.forward(1);
    expect(walk.isActive(key)).toBe(false);
  });

  it('fire at once when their date is over, or their duration is none', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          catchEvent(
            'past',
            '<bpmn:timerEventDefinition><bpmn:timeDate>2020-01-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition>',
          ) +
          catchEvent('none', after('PT0S')) +
          catchEvent('back', after('-PT1H')) +
          end() +
          flows('s -> past\npast -> none\nnone -> back\nback -> e'),
      ),
    );
    const key = await walk.create('p');
    await walk.forward(0);
    expect(walk.isActive(key)).toBe(false);
  });

  it('start an event subprocess again and again', async () => {
    const inside =
      `<bpmn:startEvent id="es" isInterrupting="false">${every('R2/PT1H')}</bpmn:startEvent>` +
      task('z') +
      end('ee') +
      flows('es -> z\nz -> ee');
    const walk = await Walk.open(
      diagram('p', start() + task('a') + end() + subprocess('esub', inside, '', true) + flows('s -> a\na -> e')),
    );
    await walk.create('p');
    for (let hour = 0; hour < 4; hour += 1) await walk.forward(HOUR);
    expect(await walk.jobs('z')).toHaveLength(2);
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});
