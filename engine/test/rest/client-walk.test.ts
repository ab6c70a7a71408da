import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, messageCatch, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

const activation = (type: string, more = {}) => ({
  type,
  worker: 'tester',
  timeout: 60_000,
  maxJobsToActivate: 10,
  requestTimeout: -1,
  ...more,
});

describe('the official client, with every reply checked against its schema,', () => {
  it('asks for the cluster, itself and the licence', async () => {
    const { client } = server;
    expect(await client.getTopology()).toMatchObject({ partitionsCount: 1, gatewayVersion: '8.9.0' });
    expect(await client.getAuthentication()).toMatchObject({ username: 'anonymous' });
    expect(await client.getLicense()).toMatchObject({ validLicense: true });
    await client.getStatus();
  });

  it('deploys a diagram and a form, and finds them again', async () => {
    const { client } = server;
    const xml = diagram('survey', row(serviceTask('Measure', 'measure')));
    const form = JSON.stringify({ id: 'survey-form', type: 'default', components: [] });
    const deployed = await client.createDeployment({
      resources: [new File([xml], '测量.bpmn'), new File([form], 'survey.form')],
    });
    expect(deployed.processes).toMatchObject([
      { processDefinitionId: 'survey', processDefinitionVersion: 1, resourceName: '测量.bpmn' },
    ]);
    expect(deployed.forms).toMatchObject([{ formId: 'survey-form', version: 1 }]);
    const processDefinitionKey = deployed.processes[0]?.processDefinitionKey;
    if (processDefinitionKey === undefined) throw new Error('nothing deployed');
    const found = await client.searchProcessDefinitions(
      { filter: { processDefinitionId: 'survey', isLatestVersion: true } },
      AT_ONCE,
    );
    expect(found.items).toMatchObject([
      { processDefinitionKey, name: 'survey 流程', hasStartForm: false, state: 'ACTIVE' },
    ]);
    expect(await client.getProcessDefinition({ processDefinitionKey }, AT_ONCE)).toMatchObject({ version: 1 });
    expect(await client.getProcessDefinitionXml({ processDefinitionKey }, AT_ONCE)).toBe(xml);
  });

  it('runs an instance job by job, and reads its whole trace', async () => {
    const { client } = server;
    await server.deploy({ 'two.bpmn': diagram('two', row(serviceTask('A', 'a'), serviceTask('B', 'b'))) });
    const created = await client.createProcessInstance({
      processDefinitionId: 'two' as never,
      variables: { amount: 3, list: [1, 'x', null] },
      tags: ['t1', 't2'] as never,
      businessId: 'case-1' as never,
    });
    const { processInstanceKey } = created;
    expect(created).toMatchObject({ tags: ['t1', 't2'], businessId: 'case-1', processDefinitionVersion: 1 });

    const { jobs } = await client.activateJobs(activation('a'));
    expect(jobs).toMatchObject([
      {
        elementId: 'A',
        retries: 3,
        kind: 'BPMN_ELEMENT',
        userTask: null,
        variables: { amount: 3, list: [1, 'x', null] },
      },
    ]);
    const jobKey = jobs[0]?.jobKey;
    if (jobKey === undefined) throw new Error('no job');
    await client.completeJob({ jobKey, variables: { done: true } });

    const one = { filter: { processInstanceKey } };
    expect((await client.searchProcessInstances(one, AT_ONCE)).items).toMatchObject([
      { state: 'ACTIVE', hasIncident: false },
    ]);
    expect(await client.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ businessId: 'case-1' });
    const elements = await client.searchElementInstances({ ...one, sort: [{ field: 'elementInstanceKey' }] }, AT_ONCE);
    expect(elements.items.map(({ elementId, type, state }) => [elementId, type, state])).toEqual([
      ['Start', 'START_EVENT', 'COMPLETED'],
      ['A', 'SERVICE_TASK', 'COMPLETED'],
      ['B', 'SERVICE_TASK', 'ACTIVE'],
    ]);
    const [first] = elements.items;
    if (first === undefined) throw new Error('no element');
    expect(await client.getElementInstance({ elementInstanceKey: first.elementInstanceKey }, AT_ONCE)).toEqual(first);
    expect((await client.getProcessInstanceSequenceFlows({ processInstanceKey }, AT_ONCE)).items).toHaveLength(2);
    expect((await client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE)).items).toContainEqual(
      expect.objectContaining({ elementId: 'B', active: 1, completed: 0 }),
    );
    const variables = await client.searchVariables({ ...one, sort: [{ field: 'name' }] }, AT_ONCE);
    expect(variables.items.map(({ name, value }) => [name, value])).toEqual([
      ['amount', '3'],
      ['done', 'true'],
      ['list', '[1,"x",null]'],
    ]);
    const [amount] = variables.items;
    if (amount === undefined) throw new Error('no variable');
    expect(await client.getVariable({ variableKey: amount.variableKey }, AT_ONCE)).toMatchObject({ value: '3' });
    expect((await client.searchJobs(one, AT_ONCE)).items).toHaveLength(2);

    await client.cancelProcessInstance({ processInstanceKey });
    expect(await client.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'TERMINATED' });
  });

  it('waits for the end of an instance and gets its variables', async () => {
    const { client } = server;
    await server.deploy({ 'await.bpmn': diagram('await', row(serviceTask('A', 'await-a'))) });
    const result = client.createProcessInstance({
      processDefinitionId: 'await' as never,
      variables: { a: 1, b: 2 },
      awaitCompletion: true,
      fetchVariables: ['a', 'c'],
      requestTimeout: 5_000,
    });
    const { jobs } = await client.activateJobs(activation('await-a', { requestTimeout: 5_000 }));
    for (const { jobKey } of jobs) await client.completeJob({ jobKey, variables: { c: 3 } });
    expect((await result).variables).toEqual({ a: 1, c: 3 });
  });

  it('fails a job until it becomes an incident, repairs and resolves it', async () => {
    const { client } = server;
    await server.deploy({ 'fail.bpmn': diagram('fail', row(serviceTask('A', 'fail-a'))) });
    const { processInstanceKey } = await client.createProcessInstance({ processDefinitionId: 'fail' as never });
    const [job] = (await client.activateJobs(activation('fail-a'))).jobs;
    if (job === undefined) throw new Error('no job');
    await client.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: '银行没有回应' });
    const incidents = await client.searchIncidents({ filter: { processInstanceKey } }, AT_ONCE);
    expect(incidents.items).toMatchObject([
      { errorType: 'JOB_NO_RETRIES', errorMessage: '银行没有回应', state: 'ACTIVE', jobKey: job.jobKey },
    ]);
    const [incident] = incidents.items;
    if (incident === undefined) throw new Error('no incident');
    const inInstance = await client.searchProcessInstanceIncidents({ processInstanceKey }, AT_ONCE);
    expect(inInstance.items).toEqual(incidents.items);
    await client.updateJob({ jobKey: job.jobKey, changeset: { retries: 1 } });
    await client.resolveIncident({ incidentKey: incident.incidentKey });
    expect(await client.getIncident({ incidentKey: incident.incidentKey }, AT_ONCE)).toMatchObject({
      state: 'RESOLVED',
    });
    const again = await client.activateJobs(activation('fail-a'));
    expect(again.jobs).toMatchObject([{ jobKey: job.jobKey, retries: 1 }]);
    await client.throwJobError({ jobKey: job.jobKey, errorCode: 'NOBODY_CATCHES', errorMessage: 'm' });
    const unhandled = await client.searchIncidents({ filter: { processInstanceKey, state: 'ACTIVE' } }, AT_ONCE);
    expect(unhandled.items).toMatchObject([{ errorType: 'UNHANDLED_ERROR_EVENT' }]);
  });

  it('publishes and correlates messages', async () => {
    const { client } = server;
    const wait = messageCatch('Wait', 'paid', 'caseId');
    await server.deploy({ 'message.bpmn': diagram('message', row(wait), wait.root) });
    const start = (caseId: string) =>
      client.createProcessInstance({ processDefinitionId: 'message' as never, variables: { caseId } });
    const first = await start('1');
    const waiting = await client.searchMessageSubscriptions(
      { filter: { processInstanceKey: first.processInstanceKey } },
      AT_ONCE,
    );
    expect(waiting.items).toMatchObject([
      { messageName: 'paid', correlationKey: '1', messageSubscriptionState: 'CREATED' },
    ]);
    const correlated = await client.correlateMessage({ name: 'paid', correlationKey: '1', variables: { fen: 5 } });
    expect(correlated.processInstanceKey).toBe(first.processInstanceKey);
    await client.publishMessage({ name: 'paid', correlationKey: '2', timeToLive: 60_000, messageId: 'm-1' });
    const second = await start('2');
    const ended = await client.getProcessInstance({ processInstanceKey: second.processInstanceKey }, AT_ONCE);
    expect(ended.state).toBe('COMPLETED');
    const history = await client.searchCorrelatedMessageSubscriptions({ filter: { messageName: 'paid' } }, AT_ONCE);
    expect(history.items.map(({ correlationKey }) => correlationKey).sort()).toEqual(['1', '2']);
    await client.broadcastSignal({ signalName: 'nobody-listens' });
  });

  it('sets variables, evaluates expressions and moves a token', async () => {
    const { client } = server;
    await server.deploy({ 'move.bpmn': diagram('move', row(serviceTask('A', 'move-a'), serviceTask('B', 'move-b'))) });
    const { processInstanceKey } = await client.createProcessInstance({ processDefinitionId: 'move' as never });
    const at = async (elementId: string) =>
      (await client.searchElementInstances({ filter: { processInstanceKey, elementId: elementId as never } }, AT_ONCE))
        .items[0];
    const a = await at('A');
    if (a === undefined) throw new Error('A is not active');
    await client.createElementInstanceVariables({
      elementInstanceKey: a.elementInstanceKey,
      variables: { n: 1 },
      local: true,
    });
    const local = await client.searchVariables({ filter: { scopeKey: a.elementInstanceKey } }, AT_ONCE);
    expect(local.items).toMatchObject([{ name: 'n', value: '1' }]);
    await client.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [{ elementId: 'B' as never }],
      terminateInstructions: [{ elementInstanceKey: a.elementInstanceKey }],
    });
    expect(await at('A')).toMatchObject({ state: 'TERMINATED' });
    expect(await at('B')).toMatchObject({ state: 'ACTIVE' });
    const evaluated = await client.evaluateExpression({ expression: '=a + missing', variables: { a: 1 } });
    expect(evaluated).toEqual({
      expression: '=a + missing',
      result: null,
      warnings: [{ message: "No variable found with name 'missing'" }, { message: "Can't add 'null' to '1'" }],
    });
  });

  it('stops the clock and lets it go on', async () => {
    const { client } = server;
    await client.pinClock({ timestamp: Date.UTC(2030, 0, 31) });
    const { result } = await client.evaluateExpression({ expression: '=today()' });
    expect(result).toBe('2030-01-31');
    await client.resetClock();
    const after = await client.evaluateExpression({ expression: '=today()' });
    expect(after.result).not.toBe('2030-01-31');
  });

  it('keeps, reads and deletes a document', async () => {
    const { client } = server;
    const document = await client.createDocument({
      file: new File(['合同'], 'contract.txt', { type: 'text/plain' }),
      metadata: { fileName: 'contract.txt', customProperties: { page: 1 } },
    });
    expect(document).toMatchObject({
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      metadata: { size: 6, fileName: 'contract.txt', customProperties: { page: 1 } },
    });
    const reply = await server.send('GET', `/v2/documents/${document.documentId}`);
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([200, '合同', 'text/plain']);
    await client.deleteDocument({ documentId: document.documentId });
    expect((await server.send('GET', `/v2/documents/${document.documentId}`)).status).toBe(404);
  });

  it('deletes the latest version, so that the one before runs again', async () => {
    const { client } = server;
    const version = async (type: string) => {
      const xml = diagram('versions', row(serviceTask('A', type)));
      return (await client.createDeployment({ resources: [new File([xml], 'versions.bpmn')] })).processes[0];
    };
    await version('v1');
    const latest = await version('v2');
    if (latest === undefined) throw new Error('nothing deployed');
    await client.deleteResource({ resourceKey: latest.processDefinitionKey });
    const created = await client.createProcessInstance({ processDefinitionId: 'versions' as never });
    expect(created.processDefinitionVersion).toBe(1);
  });
});
