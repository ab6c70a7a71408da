import { describe, expect, it } from '@jest/globals';
import type { GlobalTaskListenerEvent } from '../../commands/requests.js';
import { diagram, end, flows, start, userTask } from './diagram.js';
import { Walk } from './walk.js';

const ofDiagram = (...types: readonly string[]) =>
  `<zeebe:taskListeners>${types.map((type) => `<zeebe:taskListener eventType="completing" type="${type}" />`).join('')}</zeebe:taskListeners>`;

const process = (settings = '') => diagram('p', start() + userTask('u', settings) + end() + flows('s -> u\nu -> e'));

const listener = (id: string, eventTypes: readonly GlobalTaskListenerEvent[] = ['completing'], more = {}) => ({
  id,
  type: id,
  eventTypes,
  ...more,
});

/** Completes the task and says yes to each listener that comes; answers their types in the order they came. */
async function completing(walk: Walk, types: readonly string[]) {
  const { userTaskKey } = walk.userTask;
  const done = walk.engine.completeUserTask({ userTaskKey });
  const came: string[] = [];
  for (let next = await nextOf(walk, types); next !== undefined; next = await nextOf(walk, types)) {
    came.push(next.type);
    await walk.engine.completeJob({ jobKey: next.jobKey });
  }
  await done;
  return came;
}

async function nextOf(walk: Walk, types: readonly string[]) {
  const jobs = (await Promise.all(types.map((type) => walk.jobs(type)))).flat();
  expect(jobs.length).toBeLessThan(2);
  return jobs[0];
}

describe('global task listeners', () => {
  it('run before those of the diagram, or after them, the highest priority first', async () => {
    const walk = await Walk.open(process(ofDiagram('inner-1', 'inner-2')));
    const add = (id: string, more: object) => walk.engine.createGlobalTaskListener(listener(id, ['completing'], more));
    await add('late-low', { afterNonGlobal: true, priority: 1 });
    await add('early', {});
    await add('early-too', {});
    await add('early-high', { priority: 100 });
    await add('late-high', { afterNonGlobal: true, priority: 99 });
    await add('elsewhere', { eventTypes: ['updating'] });
    await walk.create('p');
    const order = ['early-high', 'early', 'early-too', 'inner-1', 'inner-2', 'late-high', 'late-low'];
    expect(await completing(walk, [...order, 'elsewhere'].sort())).toEqual(order);
  });

  it('of all events take part in each of them, with corrections and denials', async () => {
    const walk = await Walk.open(process());
    await walk.engine.createGlobalTaskListener(listener('any', ['all'], { retries: 7 }));
    await walk.create('p');
    const creating = await walk.job('any');
    expect(creating).toMatchObject({ kind: 'TASK_LISTENER', listenerEventType: 'CREATING', retries: 7 });
    await walk.engine.completeJob({ jobKey: creating.jobKey, result: { corrections: { priority: 90 } } });
    expect(walk.userTask).toMatchObject({ state: 'CREATED', priority: 90 });
    const { userTaskKey } = walk.userTask;
    const assigned = walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲' });
    const assigning = await walk.job('any');
    expect(assigning.listenerEventType).toBe('ASSIGNING');
    await walk.engine.completeJob({ jobKey: assigning.jobKey, result: { denied: true, deniedReason: 'no' } });
    await expect(assigned).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.userTask).toMatchObject({ state: 'CREATED', assignee: null });
  });

  it('that come, change or go while an event is under way do not touch it', async () => {
    const walk = await Walk.open(process(ofDiagram('inner')));
    await walk.engine.createGlobalTaskListener(listener('first'));
    await walk.engine.createGlobalTaskListener(listener('second', ['completing'], { afterNonGlobal: true }));
    await walk.create('p');
    const done = walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    const first = await walk.job('first');
    await walk.engine.deleteGlobalTaskListener({ id: 'first' });
    await walk.engine.updateGlobalTaskListener({ ...listener('second'), type: 'renamed' });
    await walk.engine.createGlobalTaskListener(listener('third', ['all'], { priority: 100 }));
    await walk.engine.completeJob({ jobKey: first.jobKey });
    await walk.complete('inner');
    await walk.complete('second');
    await done;
    await walk.create('p');
    expect((await walk.job('third')).listenerEventType).toBe('CREATING');
  });

  it('are asked again after an incident', async () => {
    const walk = await Walk.open(process());
    await walk.engine.createGlobalTaskListener(listener('check', ['completing'], { retries: 1 }));
    await walk.create('p');
    const done = walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    const { jobKey } = await walk.job('check');
    await walk.engine.failJob({ jobKey, retries: 0 });
    const [incident] = walk.incidents;
    expect(incident).toMatchObject({ errorType: 'TASK_LISTENER_NO_RETRIES' });
    await walk.engine.updateJob({ jobKey, retries: 1 });
    await walk.engine.resolveIncident({ incidentKey: incident?.incidentKey ?? '' });
    await walk.complete('check');
    await done;
  });

  it('have a type that means itself, not an expression', async () => {
    const walk = await Walk.open(process());
    await walk.engine.createGlobalTaskListener({ id: 'odd', type: '=1 +', eventTypes: ['creating'] });
    await walk.create('p');
    await walk.complete('=1 +');
    expect(walk.userTask.state).toBe('CREATED');
  });

  it('are replaced as a whole: what an update leaves out has its default again', async () => {
    const walk = await Walk.open();
    await walk.engine.createGlobalTaskListener(
      listener('x', ['all'], { retries: 9, priority: 1, afterNonGlobal: true }),
    );
    expect(await walk.engine.updateGlobalTaskListener(listener('x', ['creating', 'creating']))).toMatchObject({
      eventTypes: ['creating'],
      retries: 3,
      priority: 50,
      afterNonGlobal: false,
      source: 'API',
    });
  });

  it.each([
    ['an id twice', listener('taken'), 'ALREADY_EXISTS'],
    ['an id with a blank', listener('two words'), 'INVALID_ARGUMENT'],
    ['no type', { ...listener('x'), type: '' }, 'INVALID_ARGUMENT'],
    ['no event', listener('x', []), 'INVALID_ARGUMENT'],
    ['no retries', listener('x', ['all'], { retries: 0 }), 'INVALID_ARGUMENT'],
    ['more retries than can be kept', listener('x', ['all'], { retries: 2 ** 31 }), 'INVALID_ARGUMENT'],
    ['a priority over 100', listener('x', ['all'], { priority: 101 }), 'INVALID_ARGUMENT'],
  ])('are refused with %s', async (_what, request, type) => {
    const walk = await Walk.open();
    await walk.engine.createGlobalTaskListener(listener('taken'));
    const before = walk.contents;
    await expect(walk.engine.createGlobalTaskListener(request)).rejects.toMatchObject({ type });
    expect(walk.contents).toEqual(before);
  });

  it('that do not exist cannot be changed', async () => {
    const walk = await Walk.open();
    const type = 'NOT_FOUND';
    await expect(walk.engine.updateGlobalTaskListener(listener('none'))).rejects.toMatchObject({ type });
    await expect(walk.engine.deleteGlobalTaskListener({ id: 'none' })).rejects.toMatchObject({ type });
  });
});
