import { describe, expect, it } from '@jest/globals';
import { diagram, end, flows, start, task } from './diagram.js';
import { Walk } from './walk.js';

const exclusive = diagram(
  'choose',
  start() +
    '<bpmn:exclusiveGateway id="x" default="f_x_c" />' +
    task('a') +
    task('b') +
    task('c') +
    end() +
    flows('s -> x\nx -> a : =x > 10\nx -> b : =x > 5\nx -> c\na -> e\nb -> e\nc -> e'),
);

describe('exclusive gateway', () => {
  it('takes the first flow whose condition holds', async () => {
    const walk = await Walk.open(exclusive);
    await walk.create('choose', { x: 20 });
    expect(await walk.jobs('a')).toHaveLength(1);
    expect(await walk.jobs('b')).toHaveLength(0);
  });

  it('takes the default flow when no condition holds', async () => {
    const walk = await Walk.open(exclusive);
    const key = await walk.create('choose', { x: 1 });
    await walk.complete('c');
    expect(walk.isActive(key)).toBe(false);
  });

  it('stops with CONDITION_ERROR, and goes on when the variable is corrected', async () => {
    const walk = await Walk.open(
      diagram(
        'stuck',
        start() +
          '<bpmn:exclusiveGateway id="x" />' +
          task('a') +
          task('b') +
          end() +
          flows('s -> x\nx -> a : =x > 10\nx -> b : =x > 5\na -> e\nb -> e'),
      ),
    );
    const key = await walk.create('stuck', { x: 1 });
    const [incident] = walk.incidents;
    expect(incident).toMatchObject({ errorType: 'CONDITION_ERROR', elementId: 'x' });
    expect(walk.state.processInstances.get(key)?.incidentCount).toBe(1);
    await walk.engine.resolveIncident({ incidentKey: incident?.incidentKey ?? '' });
    expect(walk.incidents).toHaveLength(1);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { x: 7 } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(walk.incidents).toHaveLength(0);
    await walk.complete('b');
    expect(walk.isActive(key)).toBe(false);
  });
});

describe('parallel gateway', () => {
  const fork = '<bpmn:parallelGateway id="fork" />';
  const join = '<bpmn:parallelGateway id="join" />';

  it('goes on once, after the last branch', async () => {
    const walk = await Walk.open(
      diagram(
        'all',
        start() +
          fork +
          task('a') +
          task('b') +
          task('c') +
          join +
          task('z') +
          end() +
          flows('s -> fork\nfork -> a\nfork -> b\nfork -> c\na -> join\nb -> join\nc -> join\njoin -> z\nz -> e'),
      ),
    );
    await walk.create('all');
    await walk.complete('a');
    await walk.complete('c');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('b');
    await walk.complete('z');
    expect(walk.ended('COMPLETED').filter((id) => id === 'z')).toHaveLength(1);
    expect(walk.contents['process_instance']).toEqual([]);
  });

  it('waits for a branch that was never taken', async () => {
    const walk = await Walk.open(
      diagram(
        'never',
        start() +
          '<bpmn:exclusiveGateway id="x" default="f_x_b" />' +
          task('a') +
          task('b') +
          join +
          end() +
          flows('s -> x\nx -> a : =x = 1\nx -> b\na -> join\nb -> join\njoin -> e'),
      ),
    );
    const key = await walk.create('never', { x: 1 });
    await walk.complete('a');
    expect(walk.isActive(key)).toBe(true);
    expect(walk.state.elements.get(key)?.runtime.arrived).toEqual({ join: { f_a_join: 1 } });
  });
});

describe('inclusive gateway', () => {
  const inclusive = diagram(
    'some',
    start() +
      '<bpmn:inclusiveGateway id="o" default="f_o_d" />' +
      task('a') +
      task('b') +
      task('c') +
      task('d') +
      '<bpmn:inclusiveGateway id="join" />' +
      task('z') +
      end() +
      flows(
        's -> o\no -> a : =a\no -> b : =b\no -> c : =c\no -> d\na -> join\nb -> join\nc -> join\nd -> join\njoin -> z\nz -> e',
      ),
  );

  it('takes two of three and joins those two', async () => {
    const walk = await Walk.open(inclusive);
    const key = await walk.create('some', { a: true, b: true, c: false });
    expect(await walk.jobs('d')).toHaveLength(0);
    await walk.complete('a');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('b');
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('takes the default when none holds', async () => {
    const walk = await Walk.open(inclusive);
    const key = await walk.create('some', { a: false, b: false, c: false });
    await walk.complete('d');
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });
});
