import { Camunda8 } from '@camunda8/sdk';
import type { JobKey } from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import { boundary, end, error, flows, jobTask, line, onError, start, task, throwEvent } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only, refused } from './play.js';

onOneServer();

const oneTask = start() + task('a') + end() + line('a');
const guarded =
  start() + task('a') + boundary('b', 'a', onError('E')) + task('c') + end() + line('a') + flows('b -> c\nc -> e');

async function startWithJob(play: Play, variables: Record<string, unknown> = {}) {
  await play.deploy(oneTask);
  return play.start(variables);
}

const jobState = async (play: Play, jobKey: JobKey) =>
  only((await play.client.searchJobs({ filter: { jobKey } }, AT_ONCE)).items);

/** The element is a job of its own type `a`; completing it ends the instance. */
async function behavesAsServiceTask(play: Play, element: string, type: string) {
  await play.deploy(start() + element + end() + line('a'));
  const key = await play.start({ x: 1 });
  expect(only(await play.elements(key, 'a'))).toMatchObject({ type, state: 'ACTIVE' });
  const job = await play.work('a', { y: 2 });
  expect(job).toMatchObject({ kind: 'BPMN_ELEMENT', elementId: 'a', variables: { x: 1 } });
  expect(await play.state(key)).toBe('COMPLETED');
  expect(await play.variables(key)).toEqual({ x: 1, y: 2 });
}

example('jobs.activated-fields', async (play) => {
  const now = await play.stopClock();
  const headers = '<zeebe:taskHeaders><zeebe:header key="act" value="survey" /></zeebe:taskHeaders>';
  const { processDefinitionKey } = await play.deploy(start() + task('a', headers) + end() + line('a'));
  const { processInstanceKey } = await play.create({ x: 1 }, { tags: ['t1'] });
  const job = only(await play.jobs('a', { worker: 'surveyor', timeout: 30_000 }));
  // The client adds what one can do with the job; what the server sent is all data.
  const sent = Object.entries(job).filter(([member, value]) => typeof value !== 'function' && member !== 'log');
  expect(Object.fromEntries(sent)).toEqual({
    type: play.own('a'),
    processDefinitionId: play.id(),
    processDefinitionVersion: 1,
    elementId: 'a',
    customHeaders: { act: 'survey' },
    worker: 'surveyor',
    retries: 3,
    deadline: now + 30_000,
    variables: { x: 1 },
    tenantId: '<default>',
    jobKey: expect.stringMatching(/^\d+$/),
    processInstanceKey,
    processDefinitionKey,
    elementInstanceKey: await play.element(processInstanceKey, 'a'),
    kind: 'BPMN_ELEMENT',
    listenerEventType: 'UNSPECIFIED',
    userTask: null,
    tags: ['t1'],
    rootProcessInstanceKey: processInstanceKey,
  });
});

example('jobs.max-jobs-to-activate', async (play) => {
  await startWithJob(play);
  await play.start();
  await play.start();
  expect(await play.jobs('a', { maxJobsToActivate: 2 })).toHaveLength(2);
  expect(await play.jobs('a', { maxJobsToActivate: 2 })).toHaveLength(1);
  expect(await play.jobs('a', { maxJobsToActivate: 2 })).toEqual([]);
});

example('jobs.only-one-worker-gets-it', async (play) => {
  await play.deploy(oneTask);
  const polls = [1, 2, 3, 4].map((n) => play.jobs('a', { worker: `w${String(n)}`, requestTimeout: 1_500 }));
  await play.start();
  const answers = await Promise.all(polls);
  expect(answers.map(({ length }) => length).sort()).toEqual([0, 0, 0, 1]);
});

example('jobs.fetch-variable', async (play) => {
  await startWithJob(play, { a: 1, b: 2, c: 3 });
  const job = only(await play.jobs('a', { fetchVariable: ['a', 'c', 'none'] }));
  expect(job.variables).toEqual({ a: 1, c: 3 });
});

example('jobs.timeout-reactivation', async (play) => {
  await play.stopClock();
  await startWithJob(play);
  const first = only(await play.jobs('a', { timeout: 700 }));
  await play.pass(699);
  expect(await play.jobs('a')).toEqual([]);
  await play.pass(1);
  const second = await play.job('a');
  expect(second).toMatchObject({ jobKey: first.jobKey, retries: first.retries });
  await play.client.completeJob({ jobKey: second.jobKey });
  await refused(play.client.completeJob({ jobKey: first.jobKey }), 404);
});

example('jobs.fail-with-retries', async (play) => {
  await startWithJob(play);
  const { jobKey } = await play.job('a');
  await play.client.failJob({ jobKey, retries: 1, errorMessage: 'again' });
  expect(await play.job('a')).toMatchObject({ jobKey, retries: 1 });
});

example('jobs.retry-back-off', async (play) => {
  await play.stopClock();
  await startWithJob(play);
  const { jobKey } = await play.job('a');
  await play.client.failJob({ jobKey, retries: 1, errorMessage: 'later', retryBackOff: 1000 });
  await play.pass(999);
  expect(await play.jobs('a')).toEqual([]);
  await play.pass(1);
  expect(await play.job('a')).toMatchObject({ jobKey, retries: 1 });
});

example('jobs.no-retries-incident', async (play) => {
  const key = await startWithJob(play);
  const { jobKey } = await play.job('a');
  await play.client.failJob({ jobKey, retries: 0, errorMessage: '银行没有回应' });
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'JOB_NO_RETRIES', jobKey, errorMessage: '银行没有回应' });
  expect(await play.jobs('a')).toEqual([]);
  await refused(play.client.completeJob({ jobKey }), 409);
  await play.client.updateJob({ jobKey, changeset: { retries: 2 } });
  await play.resolve(incident);
  expect(await play.job('a')).toMatchObject({ jobKey, retries: 2 });
  expect(only(await play.incidents(key))).toMatchObject({ state: 'RESOLVED' });
});

example('jobs.update-timeout', async (play) => {
  await play.stopClock();
  await startWithJob(play);
  const { jobKey } = only(await play.jobs('a', { timeout: 60_000 }));
  await play.client.updateJob({ jobKey, changeset: { timeout: 400 } });
  await play.pass(399);
  expect(await play.jobs('a')).toEqual([]);
  await play.pass(1);
  expect(await play.job('a')).toMatchObject({ jobKey });
});

example('jobs.unknown-key', async ({ client }) => {
  const jobKey = '4711' as never;
  await refused(client.completeJob({ jobKey }), 404);
  await refused(client.failJob({ jobKey, retries: 1 }), 404);
  await refused(client.throwJobError({ jobKey, errorCode: 'E' }), 404);
  await refused(client.updateJob({ jobKey, changeset: { retries: 1 } }), 404);
});

example('jobs.long-polling-wakes-up', async (play) => {
  await play.deploy(oneTask);
  const poll = play.jobs('a', { requestTimeout: 30_000 });
  const processInstanceKey = await play.start();
  expect(only(await poll)).toMatchObject({ processInstanceKey });
});

example('jobs.long-polling-disabled', async (play) => {
  const begin = performance.now();
  expect(await play.jobs('a', { requestTimeout: -1 })).toEqual([]);
  expect(performance.now() - begin).toBeLessThan(5_000);
});

example('jobs.long-polling-empty-after-timeout', async (play) => {
  const begin = performance.now();
  expect(await play.jobs('a', { requestTimeout: 400 })).toEqual([]);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(390);
});

example('jobs.error-caught-by-boundary', async (play) => {
  await play.deploy(guarded, error('E', 'E'));
  const key = await play.start();
  const { jobKey } = await play.job('a');
  await play.client.throwJobError({ jobKey, errorCode: 'E', errorMessage: 'm', variables: { why: 'x' } });
  expect(await play.states(key, 'a')).toEqual(['TERMINATED']);
  const { variables } = await play.work('c');
  expect(variables).toEqual({ why: 'x' });
  expect(await play.state(key)).toBe('COMPLETED');
});

example('jobs.error-uncaught-incident', async (play) => {
  await play.deploy(guarded, error('E', 'E'));
  const key = await play.start();
  const { jobKey } = await play.job('a');
  await play.client.throwJobError({ jobKey, errorCode: 'OTHER', errorMessage: 'm' });
  expect(await jobState(play, jobKey)).toMatchObject({ state: 'ERROR_THROWN', errorCode: 'OTHER' });
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'UNHANDLED_ERROR_EVENT', elementId: 'a', jobKey });
  expect(await play.jobs('a')).toEqual([]);
  await play.resolve(incident);
  expect(await play.job('a')).toMatchObject({ jobKey });
});

example('jobs.sdk-worker-end-to-end', async (play) => {
  await play.deploy(start() + task('double') + task('note') + end() + line('double', 'note'));
  const sdk = new Camunda8({
    ZEEBE_REST_ADDRESS: play.server.url,
    CAMUNDA_REST_ADDRESS: play.server.url,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    CAMUNDA_LOG_LEVEL: 'none',
    CAMUNDA_SDK_VALIDATION: 'req:none,res:none',
  } as never).getOrchestrationClusterApiClient();
  const worker = { maxParallelJobs: 10, jobTimeoutMs: 60_000 };
  const workers = [
    sdk.createJobWorker({
      ...worker,
      jobType: play.own('double'),
      jobHandler: (job) => job.complete({ amount: (job.variables as { amount: number }).amount * 2 }),
    }),
    sdk.createJobWorker({
      ...worker,
      jobType: play.own('note'),
      jobHandler: (job) => job.complete({ noted: (job.variables as { amount: number }).amount }),
    }),
  ];
  try {
    const wait = { awaitCompletion: true, requestTimeout: 20_000 };
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map((amount) => play.create({ amount }, wait)));
    expect(results.map(({ variables }) => variables)).toEqual(
      [2, 4, 6, 8, 10, 12].map((amount) => ({ amount, noted: amount })),
    );
  } finally {
    for (const each of workers) each.stop();
  }
});

example('jobs.element-send-task', (play) => behavesAsServiceTask(play, jobTask('sendTask', 'a'), 'SEND_TASK'));

example('jobs.element-message-throw-event', (play) =>
  behavesAsServiceTask(
    play,
    throwEvent('a', '<bpmn:messageEventDefinition />', '<zeebe:taskDefinition type="a" />'),
    'INTERMEDIATE_THROW_EVENT',
  ),
);
