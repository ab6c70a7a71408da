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
});
