import { describe, expect, it } from '@jest/globals';
import type { Deliver } from '../../commands/job-streams.js';
import { boundary, diagram, end, error, flows, onError, start, task } from './diagram.js';
import { BEGIN, Walk } from './walk.js';

const one = diagram(
  'one',
  start() +
    task('a', '<zeebe:taskHeaders><zeebe:header key="h" value="1" /></zeebe:taskHeaders>') +
    end() +
    flows('s -> a\na -> e'),
);
const take = { type: 'a', timeout: 1_000, maxJobsToActivate: 5, requestTimeout: -1 };

describe('a job', () => {
  it('carries what its worker needs', async () => {
    const walk = await Walk.open(one);
    const { processInstanceKey } = await walk.engine.createInstance({
      processDefinitionId: 'one',
      variables: { x: 1, y: 'zwei', z: null },
      tags: ['t1', 't2'],
      businessId: 'B-1',
    });
    const [job] = await walk.engine.activateJobs({ ...take, worker: 'w', fetchVariable: ['x', 'z', 'none'] });
    expect(job).toMatchObject({
      type: 'a',
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
      processInstanceKey,
      elementId: 'a',
      worker: 'w',
      customHeaders: { h: '1' },
      retries: 3,
      deadline: BEGIN + 1_000,
      variables: { x: 1, z: null },
      tags: ['t1', 't2'],
      processDefinitionId: 'one',
      processDefinitionVersion: 1,
      rootProcessInstanceKey: processInstanceKey,
      userTask: null,
    });
  });

  it('is handed out up to the asked number, each to one worker', async () => {
    const walk = await Walk.open(one);
    for (let i = 0; i < 3; i += 1) await walk.create('one');
    expect(await walk.engine.activateJobs({ ...take, maxJobsToActivate: 2 })).toHaveLength(2);
    expect(await walk.engine.activateJobs({ ...take, maxJobsToActivate: 2 })).toHaveLength(1);
    expect(await walk.engine.activateJobs(take)).toHaveLength(0);
  });

  it('is left for the next call when the reply holds very many variables already', async () => {
    const walk = await Walk.open(one);
    const variables = Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`v${String(at)}`, at]));
    for (let i = 0; i < 14; i += 1) await walk.create('one', variables);
    const all = { ...take, maxJobsToActivate: 1_000 };
    const [first, second] = [await walk.engine.activateJobs(all), await walk.engine.activateJobs(all)];
    expect([first.length, second.length]).toEqual([12, 2]);
    expect(first[11]?.variables).toEqual(variables);
    expect(new Set([...first, ...second].map(({ jobKey }) => jobKey)).size).toBe(14);
  });

  it('comes back after its timeout with the same retries, and its late first worker finds it gone', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const [first] = await walk.engine.activateJobs(take);
    await walk.forward(999);
    expect(await walk.engine.activateJobs(take)).toHaveLength(0);
    await walk.forward(1);
    const [second] = await walk.engine.activateJobs(take);
    expect(second).toMatchObject({ jobKey: first?.jobKey, retries: 3 });
    await walk.engine.completeJob({ jobKey: second?.jobKey ?? '' });
    await expect(walk.engine.completeJob({ jobKey: first?.jobKey ?? '' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
      message: `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${first?.jobKey ?? ''}', but no such job was found`,
    });
  });

  it('cannot be completed twice, failed or used for an error after that', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const { jobKey } = await walk.job('a');
    const outcomes = await Promise.allSettled([
      walk.engine.completeJob({ jobKey }),
      walk.engine.completeJob({ jobKey }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(walk.engine.failJob({ jobKey, retries: 2 })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await expect(walk.engine.throwJobError({ jobKey, errorCode: 'E' })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await expect(walk.engine.updateJob({ jobKey, retries: 1 })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('failed with retries left is there again at once, or after its back-off', async () => {
    const walk = await Walk.open(one);
    const key = await walk.create('one');
    await walk.engine.failJob({ jobKey: (await walk.job('a')).jobKey, retries: 1, variables: { tried: true } });
    const again = await walk.job('a');
    expect(again).toMatchObject({ retries: 1, variables: { tried: true } });
    expect(walk.root(key)).toEqual({});
    await walk.engine.failJob({ jobKey: again.jobKey, retries: 1, retryBackOff: 1_000 });
    await walk.forward(999);
    expect(await walk.jobs('a')).toHaveLength(0);
    await walk.forward(1);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('without retries raises an incident, and is handed out again when it is resolved with new retries', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const { jobKey } = await walk.job('a');
    await walk.engine.failJob({ jobKey, retries: 0, errorMessage: 'boom' });
    const [incident] = walk.incidents;
    expect(incident).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'boom', jobKey });
    const incidentKey = incident?.incidentKey ?? '';
    expect(await walk.jobs('a')).toHaveLength(0);
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await expect(walk.engine.resolveIncident({ incidentKey })).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await walk.engine.updateJob({ jobKey, retries: 2 });
    await walk.engine.resolveIncident({ incidentKey });
    expect(await walk.job('a')).toMatchObject({ jobKey, retries: 2 });
    expect(walk.incidents).toHaveLength(0);
    await expect(walk.engine.resolveIncident({ incidentKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('can be held for less time than first asked', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const { jobKey } = await walk.job('a');
    await walk.engine.updateJob({ jobKey, timeout: 400 });
    await walk.forward(400);
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});

describe('long polling', () => {
  const wait = { ...take, requestTimeout: 5_000 };

  it('answers when a job appears, and one job wakes one worker only', async () => {
    const walk = await Walk.open(one);
    const answers: number[] = [];
    const polls = [1, 2, 3, 4].map(async () => {
      const jobs = await walk.engine.activateJobs({ ...wait, requestTimeout: 0 });
      answers.push(jobs.length);
    });
    await walk.create('one');
    await Promise.all(polls);
    expect(answers.sort()).toEqual([0, 0, 0, 1]);
  });

  it('shares several jobs among the workers that wait', async () => {
    const walk = await Walk.open(
      diagram(
        'two',
        start() +
          '<bpmn:parallelGateway id="p" />' +
          task('a') +
          `<bpmn:serviceTask id="b"><bpmn:extensionElements><zeebe:taskDefinition type="a" /></bpmn:extensionElements></bpmn:serviceTask>` +
          end() +
          flows('s -> p\np -> a\np -> b\na -> e\nb -> e'),
      ),
    );
    const polls = [walk.engine.activateJobs(wait), walk.engine.activateJobs(wait)];
    await walk.create('two');
    expect((await Promise.all(polls)).map((jobs) => jobs.length)).toEqual([1, 1]);
  });

  it('drops a worker that has gone, so that no job is lost to it', async () => {
    const walk = await Walk.open(one);
    const gone = new AbortController();
    const lost = walk.engine.activateJobs(wait, gone.signal);
    gone.abort();
    await walk.create('one');
    expect(await lost).toEqual([]);
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('takes a job back from a worker that goes while it is being written', async () => {
    const walk = await Walk.open(one);
    const gone = new AbortController();
    const lost = walk.engine.activateJobs(wait, gone.signal);
    const created = walk.create('one');
    gone.abort();
    await created;
    expect(await lost).toEqual([]);
    expect(await walk.jobs('a')).toHaveLength(1);
  });
});

describe('a stream of jobs', () => {
  const stream = (walk: Walk, deliver: Deliver, signal: AbortSignal) =>
    walk.engine.streamJobs({ type: 'a', timeout: 1_000 }, deliver, signal);

  it('shares what waits among all that are open, and takes nothing once it is closed', async () => {
    const walk = await Walk.open(one);
    const gone = new AbortController();
    const given: [number, number] = [0, 0];
    const streams = ([0, 1] as const).map((index) =>
      stream(
        walk,
        (jobs) => {
          given[index] += jobs.length;
          if (given[0] + given[1] === 20) gone.abort();
          return Promise.resolve([]);
        },
        gone.signal,
      ),
    );
    await Promise.all(Array.from({ length: 20 }, () => walk.create('one')));
    await Promise.all(streams);
    for (const count of given) expect(count).toBeGreaterThanOrEqual(5);
    await walk.create('one');
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('gives back what did not reach its worker', async () => {
    const walk = await Walk.open(one);
    const gone = new AbortController();
    await walk.create('one');
    await stream(
      walk,
      (jobs) => {
        gone.abort();
        return Promise.resolve(jobs);
      },
      gone.signal,
    );
    expect(await walk.jobs('a')).toMatchObject([{ retries: 3 }]);
  });

  it('gives back nothing that another worker has got in the meantime', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const late = await walk.jobs('a');
    await walk.forward(61_000);
    const [mine] = await walk.jobs('a');
    await walk.engine.releaseJobs({ jobs: late });
    expect(await walk.jobs('a')).toEqual([]);
    await walk.engine.completeJob({ jobKey: mine?.jobKey ?? '' });
  });

  it('ends with the engine', async () => {
    const walk = await Walk.open(one);
    const ended = stream(walk, () => Promise.resolve([]), new AbortController().signal);
    await walk.engine.close();
    await expect(ended).rejects.toMatchObject({ type: 'RESOURCE_EXHAUSTED' });
  });
});

describe('a BPMN error of a job', () => {
  const caught = diagram(
    'caught',
    start() +
      task('a') +
      boundary('b1', 'a', onError('E1')) +
      boundary('ball', 'a', onError()) +
      task('c') +
      task('d') +
      end() +
      flows('s -> a\na -> e\nb1 -> c\nball -> d\nc -> e\nd -> e'),
    error('E1', 'E1'),
  );

  it('goes to the boundary event with its code before the one that catches all', async () => {
    const walk = await Walk.open(caught);
    await walk.create('caught');
    await walk.engine.throwJobError({
      jobKey: (await walk.job('a')).jobKey,
      errorCode: 'E1',
      variables: { why: 'area' },
    });
    expect((await walk.job('c')).variables).toEqual({ why: 'area' });
    expect(walk.ended('TERMINATED')).toEqual(['a']);
  });

  it('goes to the one that catches all when no other has its code', async () => {
    const walk = await Walk.open(caught);
    await walk.create('caught');
    await walk.engine.throwJobError({ jobKey: (await walk.job('a')).jobKey, errorCode: 'XYZ' });
    expect(await walk.jobs('d')).toHaveLength(1);
  });

  it('raises an incident when nobody catches it; resolved, the job is there again', async () => {
    const walk = await Walk.open(one);
    await walk.create('one');
    const { jobKey } = await walk.job('a');
    await walk.engine.throwJobError({ jobKey, errorCode: 'E1', errorMessage: 'no' });
    expect(walk.incidents).toMatchObject([{ errorType: 'UNHANDLED_ERROR_EVENT', jobKey }]);
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.job('a')).toMatchObject({ jobKey, retries: 3 });
  });
});
