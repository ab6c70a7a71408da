import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, end, flows, message, onMessage, catchEvent, start, task, userTask } from '../core/diagram.js';
import { decision, dmn, literal } from '../dmn/dmn.js';
import { startRest } from './rest-server.js';
import type { RestServer, WireReply } from './rest-server.js';

/** What the official clients for TypeScript and Java send, member by member; only keys are put in. */
let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({
    'target.bpmn': diagram('target', start() + task('b2') + end() + flows('s -> b2\nb2 -> e')),
    'review.bpmn': diagram('review', start() + userTask('u', LISTENED) + end() + flows('s -> u\nu -> e')),
    'wait.bpmn': diagram('wait', start() + catchEvent('c', onMessage('M')) + end() + flows('s -> c\nc -> e'), M),
  });
});
afterAll(() => server.stop());

const M = message('M', 'm', '="c"');
const LISTENED =
  '<zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="assigning" /></zeebe:taskListeners>';
const JAVA = { accept: 'application/json, application/problem+json', 'user-agent': 'camunda-client-java/8.9.13' };

async function post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<WireReply> {
  return server.send('POST', `/v2${path}`, body, headers);
}

/** A process of two jobs, each of the type that is its element's id. */
const order = (id: string) =>
  server.deploy({
    [`${id}.bpmn`]: diagram(
      id,
      start() + task(`${id}-a`) + task(`${id}-b`) + end() + flows(`s -> ${id}-a\n${id}-a -> ${id}-b\n${id}-b -> e`),
    ),
  });

async function created(processDefinitionId: string, variables: object = { a: 1 }): Promise<string> {
  const reply = await post('/process-instances', { processDefinitionId, variables, tenantId: '<default>' });
  return String(reply.json['processInstanceKey']);
}

async function activated(type: string, more: object = {}): Promise<Record<string, unknown>> {
  const body = { type, worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 5_000, ...more };
  const reply = await post('/jobs/activation', { ...body, tenantIds: ['<default>'] });
  const [job] = reply.json['jobs'] as Record<string, unknown>[];
  if (job === undefined) throw new Error(`no job ${type}`);
  return job;
}

async function definitionOf(processDefinitionId: string): Promise<Record<string, unknown>> {
  const reply = await post('/process-definitions/search', { filter: { processDefinitionId } });
  const [definition = {}] = reply.json['items'] as Record<string, unknown>[];
  return definition;
}

async function elementKey(processInstanceKey: string, elementId: string): Promise<string> {
  const reply = await post('/element-instances/search', { filter: { processInstanceKey, elementId } });
  const [element] = reply.json['items'] as Record<string, unknown>[];
  return String(element?.['elementInstanceKey']);
}

describe('the bodies that clients send', () => {
  it('create an instance as Java does, with an empty list for everything', async () => {
    await order('java');
    const body = {
      processDefinitionVersion: -1,
      variables: { a: 1 },
      startInstructions: [],
      runtimeInstructions: [],
      tenantId: '<default>',
      awaitCompletion: false,
      requestTimeout: 0,
      fetchVariables: [],
      tags: [],
      processDefinitionId: 'java',
    };
    const reply = await post('/process-instances', body, JAVA);
    expect([reply.status, reply.json['tags'], reply.json['variables']]).toEqual([200, [], {}]);
  });

  it('create one by its key and wait for the end in vain', async () => {
    await order('vain');
    const { processDefinitionKey } = await definitionOf('vain');
    const reply = await post('/process-instances', {
      processDefinitionKey,
      awaitCompletion: true,
      fetchVariables: ['a'],
      requestTimeout: 50,
      tags: ['t1'],
      startInstructions: [{ elementId: 'vain-a' }],
      tenantId: '<default>',
    });
    expect([reply.status, reply.json['title']]).toEqual([504, 'DEADLINE_EXCEEDED']);
  });

  it('poll for jobs as TypeScript and as Java do', async () => {
    await order('poll');
    await created('poll', { a: 1, b: 2 });
    expect((await activated('poll-a', { fetchVariable: ['a'], maxJobsToActivate: 5 }))['variables']).toEqual({ a: 1 });
    await created('poll', { a: 1, b: 2 });
    const more = { fetchVariable: [], tenantFilter: 'PROVIDED' };
    expect((await activated('poll-a', more))['variables']).toEqual({ a: 1, b: 2 });
  });

  it('answer jobs', async () => {
    await order('answer');
    await created('answer');
    const { jobKey } = await activated('answer-a');
    const job = `/v2/jobs/${String(jobKey)}`;
    const update = await server.send('PATCH', job, { changeset: { timeout: 30_000, retries: 3 } });
    const failure = { retries: 2, errorMessage: 'boom', retryBackOff: 0, variables: { x: 1 } };
    const fail = await server.send('POST', `${job}/failure`, failure);
    expect(await activated('answer-a')).toMatchObject({ jobKey, retries: 2 });
    const complete = await server.send('POST', `${job}/completion`, { variables: { r: 1 } });
    const thrown = await activated('answer-b');
    const error = { errorCode: 'E1', errorMessage: 'm', variables: { x: 1 } };
    const raise = await post(`/jobs/${String(thrown['jobKey'])}/error`, error);
    expect([update, fail, complete, raise].map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  });

  it('resolve an incident and cancel, with an empty object and with nothing', async () => {
    await order('resolve');
    for (const body of [{}, undefined]) {
      const processInstanceKey = await created('resolve');
      const { jobKey } = await activated('resolve-a');
      await post(`/jobs/${String(jobKey)}/failure`, { retries: 0, errorMessage: 'no' });
      await server.send('PATCH', `/v2/jobs/${String(jobKey)}`, { changeset: { retries: 1, timeout: null } });
      const found = await post('/incidents/search', { filter: { processInstanceKey } });
      const [{ incidentKey } = {}] = found.json['items'] as Record<string, unknown>[];
      const resolve = await post(`/incidents/${String(incidentKey)}/resolution`, body);
      const cancel = await post(`/process-instances/${processInstanceKey}/cancellation`, body);
      expect([resolve.status, cancel.status]).toEqual([204, 204]);
    }
  });

  it('publish and correlate messages, and broadcast a signal', async () => {
    const message = { name: 'm', correlationKey: 'other', timeToLive: 60_000, messageId: 'id1', variables: { x: 1 } };
    const publish = await post('/messages/publication', { ...message, tenantId: '<default>' });
    const processInstanceKey = await created('wait');
    const { timeToLive: _ttl, messageId: _id, ...correlation } = { ...message, correlationKey: 'c' };
    const correlate = await post('/messages/correlation', { ...correlation, tenantId: '<default>' });
    const nobody = await post('/messages/correlation', { ...correlation, tenantId: '<default>' });
    const signal = await post('/signals/broadcast', { signalName: 's', variables: { x: 1 }, tenantId: '<default>' });
    expect([publish, correlate, nobody, signal].map(({ status }) => status)).toEqual([200, 200, 404, 200]);
    expect(correlate.json).toMatchObject({ processInstanceKey });
  });

  it('find a task as Java does, and work on it', async () => {
    const processInstanceKey = await created('review');
    const filter = {
      state: { $eq: 'CREATED', $in: [] },
      processInstanceVariables: [],
      localVariables: [],
      processInstanceKey,
      tags: [],
    };
    const found = await post('/user-tasks/search', { sort: [], filter }, JAVA);
    const [task] = found.json['items'] as Record<string, unknown>[];
    const path = `/v2/user-tasks/${String(task?.['userTaskKey'])}`;
    const assigning = server.send('POST', `${path}/assignment`, {
      assignee: 'me',
      allowOverride: true,
      action: 'claim',
    });
    const { jobKey } = await activated('assigning');
    const listened = await post(`/jobs/${String(jobKey)}/completion`, {
      variables: {},
      result: { type: 'userTask', denied: false, corrections: { assignee: 'u', priority: 80 } },
    });
    const assign = await assigning;
    const update = await server.send('PATCH', path, {
      changeset: { dueDate: '2030-01-31T01:00:00Z', candidateGroups: ['g'], priority: 70 },
      action: 'esc',
    });
    const changed = await server.send('GET', path);
    const complete = await server.send('POST', `${path}/completion`, { variables: { ok: true }, action: 'approve' });
    expect([listened, assign, update, complete].map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(changed.json).toMatchObject({ assignee: 'u', priority: 70, candidateGroups: ['g'] });
  });

  it('set variables, and move a token where "no ancestor" is the number -1', async () => {
    await order('move');
    const processInstanceKey = await created('move');
    const elementInstanceKey = await elementKey(processInstanceKey, 'move-a');
    const path = `/v2/element-instances/${elementInstanceKey}/variables`;
    const set = await server.send('PUT', path, { variables: { a: 2 }, local: true });
    const modify = await post(`/process-instances/${processInstanceKey}/modification`, {
      activateInstructions: [
        {
          elementId: 'move-b',
          variableInstructions: [{ variables: { a: 1 }, scopeId: 'move-b' }],
          ancestorElementInstanceKey: -1,
        },
      ],
      terminateInstructions: [{ elementInstanceKey }],
    });
    expect([set.status, modify.status]).toEqual([204, 204]);
    const migrate = await post(`/process-instances/${processInstanceKey}/migration`, {
      targetProcessDefinitionKey: String((await definitionOf('target'))['processDefinitionKey']),
      mappingInstructions: [{ sourceElementId: 'move-b', targetElementId: 'b2' }],
    });
    expect(migrate.status).toBe(204);
    expect(await elementKey(processInstanceKey, 'b2')).toMatch(/^\d+$/);
  });

  it('evaluate a decision, whose output is JSON text', async () => {
    const form = new FormData();
    form.append('resources', new File([dmn(decision('d', literal('a + 1')))], 'd.dmn'));
    await fetch(`${server.url}/v2/deployments`, { method: 'POST', body: form });
    const body = { decisionDefinitionId: 'd', variables: { a: 1 }, tenantId: '<default>' };
    const reply = await post('/decision-definitions/evaluation', body);
    expect(reply.json).toMatchObject({ decisionDefinitionId: 'd', output: '2', failureMessage: null });
    const [evaluated] = reply.json['evaluatedDecisions'] as Record<string, unknown>[];
    expect(evaluated?.['decisionEvaluationInstanceKey']).toMatch(/^\d+-\d+$/);
  });

  it('link a document and read it, and set the clock', async () => {
    const form = new FormData();
    form.append('file', new File(['记录'], 'd.txt', { type: 'text/plain' }));
    form.append('metadata', JSON.stringify({ fileName: 'd.txt', customProperties: {} }));
    await fetch(`${server.url}/v2/documents?documentId=d1`, { method: 'POST', body: form });
    const content = await server.send('GET', '/v2/documents/d1');
    const link = await post('/documents/d1/links', { timeToLive: 1000 });
    const clock = await server.send('PUT', '/v2/clock', { timestamp: 1_767_225_600_000 });
    const reset = await post('/clock/reset');
    expect(content.text).toBe('记录');
    expect([link, clock, reset].map(({ status }) => status)).toEqual([201, 204, 204]);
  });

  it('deploy as Java does: bytes of no type, named by the whole path', async () => {
    const xml = diagram('by-path', start() + end() + flows('s -> e'));
    for (const name of ['/home/u/models/by-path.bpmn', 'C:\\models\\by-path.bpmn']) {
      const form = new FormData();
      form.append('resources', new File([xml], name, { type: 'application/octet-stream' }));
      form.append('tenantId', '<default>');
      const reply = await fetch(`${server.url}/v2/deployments`, { method: 'POST', body: form, headers: JAVA });
      const { deployments } = (await reply.json()) as { deployments: { processDefinition: object }[] };
      expect(deployments[0]?.processDefinition).toMatchObject({ processDefinitionId: 'by-path', resourceName: name });
    }
  });
});
