import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adHoc } from '../core/diagram.js';
import { decision, dmn, literal, table } from '../dmn/dmn.js';
import { diagram, messageCatch, row, serviceTask, userTask } from '../rest/diagrams.js';
import { startGrpc } from './grpc-server.js';
import type { Message, RunningGrpc, ZeebeClient } from './grpc-server.js';

let server: RunningGrpc;
let client: ZeebeClient;
beforeAll(async () => {
  server = await startGrpc();
  ({ client } = server);
});
afterAll(() => server.stop());

const KEY = expect.stringMatching(/^\d{16,19}$/);
const take = async (type: string) => {
  const jobs = await client.activateJobs({
    type,
    worker: 'tester',
    timeout: 60_000,
    maxJobsToActivate: 10,
    requestTimeout: -1,
  });
  return jobs;
};
const takeOne = async (type: string) => {
  const [job, ...more] = await take(type);
  if (job === undefined || more.length > 0) throw new Error(`expected one job of type ${type}`);
  return job;
};
const state = async (processInstanceKey: string) => {
  const { rows } = await server.engine.pool.query<{ state: string }>(
    'SELECT state FROM engine.process_instance WHERE process_instance_key = $1::bigint',
    [processInstanceKey],
  );
  return rows[0]?.state;
};
const incident = async (processInstanceKey: string) => {
  const { rows } = await server.engine.pool.query<{ key: string; message: string }>(
    `SELECT incident_key AS key, error_message AS message FROM engine.incident
     WHERE process_instance_key = $1::bigint AND state = 'ACTIVE'`,
    [processInstanceKey],
  );
  return rows[0];
};

describe('the official client over gRPC', () => {
  it('asks for the cluster', async () => {
    const [host, port] = server.address.split(':');
    expect(await client.topology()).toMatchObject({
      brokers: [{ host, port: Number(port), partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }] }],
      partitionsCount: 1,
      gatewayVersion: '8.9.0',
    });
  });

  it('deploys a diagram and a form, and takes the diagram out of use', async () => {
    const deployed = await client.deployResources([
      { name: '测量.bpmn', process: Buffer.from(diagram('survey', row(serviceTask('Measure', 'measure')))) },
      {
        name: 'survey.form',
        form: Buffer.from(JSON.stringify({ id: 'survey-form', type: 'default', components: [] })),
      },
    ]);
    const common = { version: 1, tenantId: '<default>' };
    expect(deployed).toMatchObject({
      key: KEY,
      deployments: [
        { process: { ...common, bpmnProcessId: 'survey', processDefinitionKey: KEY, resourceName: '测量.bpmn' } },
        { form: { ...common, formId: 'survey-form', formKey: KEY, resourceName: 'survey.form' } },
      ],
    });
    const [first] = deployed.deployments as { process: { processDefinitionKey: string } }[];
    await client.deleteResource({ resourceKey: first?.process.processDefinitionKey ?? '' });
    await expect(client.createProcessInstance({ bpmnProcessId: 'survey', variables: {} })).rejects.toMatchObject({
      code: 5,
    });
  });

  it('runs an instance job by job, with whole keys and the words of people', async () => {
    await server.deploy({ 'two.bpmn': diagram('two', row(serviceTask('A', 'a'), serviceTask('B', 'b'))) });
    const created = await client.createProcessInstance({
      bpmnProcessId: 'two',
      variables: { 面积: 18.33, list: ['x', 'y'] },
    });
    expect(created).toEqual({
      bpmnProcessId: 'two',
      version: 1,
      processDefinitionKey: KEY,
      processInstanceKey: KEY,
      tenantId: '<default>',
    });
    const job = await takeOne('a');
    expect(job).toMatchObject({
      key: KEY,
      elementId: 'A',
      elementInstanceKey: KEY,
      processInstanceKey: created.processInstanceKey,
      variables: { 面积: 18.33, list: ['x', 'y'] },
      customHeaders: {},
      retries: 3,
    });
    expect(Number(job.deadline)).toBeGreaterThan(Date.now());
    await client.completeJob({ jobKey: job.key, variables: { done: true } });
    const next = await takeOne('b');
    expect(next.variables).toMatchObject({ done: true });
    await client.completeJob({ jobKey: next.key, variables: {} });
    expect(await state(created.processInstanceKey)).toBe('COMPLETED');
  });

  it('awaits the result of an instance that a worker carries through', async () => {
    await server.deploy({ 'double.bpmn': diagram('double', row(serviceTask('Double', 'double'))) });
    const worker = client.createWorker({
      taskType: 'double',
      taskHandler: (job) => job.complete({ amount: Number(job.variables['amount']) * 2, note: 'x' }),
    });
    const result = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'double',
      variables: { amount: 21 },
      requestTimeout: 20_000,
      fetchVariables: ['amount'],
    });
    expect(result).toMatchObject({ processInstanceKey: KEY, variables: { amount: 42 } });
    expect(Object.keys(result.variables)).toEqual(['amount']);
    await worker.close();
  });

  it('fails a job, changes its time and retries, and resolves the incident', async () => {
    await server.deploy({ 'fails.bpmn': diagram('fails', row(serviceTask('A', 'fails'))) });
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'fails', variables: {} });
    const { key: jobKey } = await takeOne('fails');
    await client.updateJobTimeout({ jobKey, timeout: 120_000 });
    await client.failJob({ jobKey, retries: 1, errorMessage: '再试', retryBackOff: 3_600_000 });
    expect(await take('fails')).toEqual([]);
    // A job that backs off is in nobody's hands.
    await expect(client.failJob({ jobKey, retries: 0, errorMessage: '坏了', retryBackOff: 0 })).rejects.toMatchObject({
      code: 9,
    });
    await server.engine.pinClock({ timestamp: Date.now() + 3_700_000 });
    const again = await takeOne('fails');
    await client.failJob({
      jobKey: again.key,
      retries: 0,
      errorMessage: '坏了',
      retryBackOff: 0,
      variables: { tried: 2 },
    });
    const open = await incident(processInstanceKey);
    expect(open?.message).toBe('坏了');
    await client.updateJobRetries({ jobKey, retries: 2 });
    await client.resolveIncident({ incidentKey: open?.key ?? '' });
    const last = await takeOne('fails');
    expect(last).toMatchObject({ retries: 2, variables: { tried: 2 } });
    await client.completeJob({ jobKey: last.key, variables: {} });
    expect(await state(processInstanceKey)).toBe('COMPLETED');
    await server.engine.resetClock();
  });

  it('throws an error that the diagram catches', async () => {
    const caught = `<bpmn:boundaryEvent id="Caught" attachedToRef="A"><bpmn:errorEventDefinition errorRef="E" /></bpmn:boundaryEvent>
      <bpmn:endEvent id="Other" /><bpmn:sequenceFlow id="F" sourceRef="Caught" targetRef="Other" />`;
    const root = '<bpmn:error id="E" errorCode="REFUSED" />';
    await server.deploy({ 'throws.bpmn': diagram('throws', row(serviceTask('A', 'throws')) + caught, root) });
    const result = client.createProcessInstanceWithResult({
      bpmnProcessId: 'throws',
      variables: {},
      requestTimeout: 20_000,
    });
    const [job] = await client.activateJobs({
      type: 'throws',
      worker: 'tester',
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: 20_000,
    });
    await client.throwError({
      jobKey: job?.key ?? '',
      errorCode: 'REFUSED',
      errorMessage: '不签',
      variables: { why: '不签' },
    });
    expect((await result).variables).toEqual({ why: '不签' });
  });

  it('publishes a message, once per id, and broadcasts a signal', async () => {
    const wait = messageCatch('Wait', 'signed', 'household');
    const onSignal = '<bpmn:startEvent id="S"><bpmn:signalEventDefinition signalRef="Sig" /></bpmn:startEvent>';
    const after = serviceTask('A', 'signalled');
    const flow = '<bpmn:sequenceFlow id="F" sourceRef="S" targetRef="A" />';
    await server.deploy({
      'waits.bpmn': diagram('waits', row(wait), wait.root),
      'hears.bpmn': diagram('hears', onSignal + after.xml + flow, '<bpmn:signal id="Sig" name="notice" />'),
    });
    const message = { name: 'signed', correlationKey: 'h1', timeToLive: 60_000, variables: { by: '户主' } };
    expect(await client.publishMessage({ ...message, messageId: 'm1' })).toMatchObject({ key: KEY });
    await expect(client.publishMessage({ ...message, messageId: 'm1' })).rejects.toMatchObject({ code: 6 });
    const { variables } = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'waits',
      variables: { household: 'h1' },
      requestTimeout: 20_000,
    });
    expect(variables).toEqual({ household: 'h1', by: '户主' });
    expect(await client.broadcastSignal({ signalName: 'notice', variables: { no: 5 } })).toMatchObject({ key: KEY });
    expect((await takeOne('signalled')).variables).toEqual({ no: 5 });
  });

  it('sets variables, moves an instance by hand and cancels it', async () => {
    await server.deploy({
      'moves.bpmn': diagram('moves', row(serviceTask('A', 'move-a'), serviceTask('B', 'move-b'))),
    });
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'moves', variables: { x: 1 } });
    const first = await takeOne('move-a');
    await client.setVariables({ elementInstanceKey: first.elementInstanceKey, variables: { x: 2 }, local: true });
    await client.setVariables({ elementInstanceKey: processInstanceKey, variables: { y: '乙' }, local: false });
    await client.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [
        {
          elementId: 'B',
          ancestorElementInstanceKey: '-1',
          variableInstructions: [{ scopeId: 'B', variables: { here: true } }],
        },
      ],
      terminateInstructions: [{ elementInstanceKey: first.elementInstanceKey }],
    });
    expect((await takeOne('move-b')).variables).toEqual({ x: 1, y: '乙', here: true });
    await client.cancelProcessInstance(processInstanceKey);
    expect(await state(processInstanceKey)).toBe('TERMINATED');
    await expect(client.cancelProcessInstance(processInstanceKey)).rejects.toMatchObject({ code: 5 });
  });

  it('starts in the middle, and hands out only the variables that are asked for', async () => {
    await client.createProcessInstance({
      bpmnProcessId: 'moves',
      variables: { a: 1, b: 2 },
      startInstructions: [{ elementId: 'B' }],
    });
    const [job] = await client.activateJobs({
      type: 'move-b',
      worker: 'tester',
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: -1,
      fetchVariable: ['b'],
    });
    expect(job).toMatchObject({ elementId: 'B', variables: { b: 2 } });
    expect(Object.keys(job?.variables ?? {})).toEqual(['b']);
  });
});

describe('the official client, of decisions and of definitions that change,', () => {
  const grading = dmn(
    decision('grade', table('points | grade', '>= limit | "pass"\n < limit | "fail"'), { requires: ['limit'] }) +
      decision('limit', literal('50')),
  );

  it('deploys decisions and evaluates one, with how it came about', async () => {
    const deployed = await client.deployResource({ name: 'grading.dmn', decision: Buffer.from(grading) });
    const all = deployed.deployments as unknown as Record<string, Record<string, unknown>>[];
    expect(all.map(({ Metadata }) => Metadata)).toEqual(['decision', 'decision', 'decisionRequirements']);
    const graph = { dmnDecisionRequirementsId: 'graph', decisionRequirementsKey: KEY, tenantId: '<default>' };
    expect(all).toMatchObject([
      { decision: { dmnDecisionId: 'grade', dmnDecisionName: 'grade', version: 1, decisionKey: KEY, ...graph } },
      { decision: { dmnDecisionId: 'limit' } },
      { decisionRequirements: { ...graph, dmnDecisionRequirementsName: 'Graph', resourceName: 'grading.dmn' } },
    ]);
    const reply = await client.evaluateDecision({ decisionId: 'grade', variables: { points: 61 } });
    expect(reply).toMatchObject({
      decisionId: 'grade',
      decisionVersion: 1,
      decisionOutput: '"pass"',
      failedDecisionId: '',
      failureMessage: '',
      decisionInstanceKey: KEY,
      evaluatedDecisions: [
        { decisionId: 'limit', decisionOutput: '50', matchedRules: [], evaluatedInputs: [] },
        {
          decisionId: 'grade',
          evaluatedInputs: [{ inputValue: '61' }],
          matchedRules: [{ ruleIndex: 1, evaluatedOutputs: [{ outputName: 'grade', outputValue: '"pass"' }] }],
        },
      ],
    });
    const decisionKey = all[0]?.['decision']?.['decisionKey'] as string;
    expect(await client.evaluateDecision({ decisionKey, variables: { points: 1 } })).toMatchObject({
      decisionOutput: '"fail"',
    });
    await expect(client.evaluateDecision({ decisionId: 'nobody', variables: {} })).rejects.toMatchObject({ code: 5 });
  });

  it('hears why an evaluation failed', async () => {
    const clash = dmn(decision('clash', table('points | grade', '>= 1 | "a"\n >= 1 | "b"')), 'clashes');
    await server.deploy({ 'clash.dmn': clash });
    const reply = await client.evaluateDecision({ decisionId: 'clash', variables: { points: 2 } });
    expect(reply).toMatchObject({ failedDecisionId: 'clash', failureMessage: expect.stringContaining('clash') });
  });

  it('migrates an instance to a new version', async () => {
    await server.deploy({ 'grows.bpmn': diagram('grows', row(serviceTask('A', 'grows-a'))) });
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'grows', variables: {} });
    const next = diagram('grows', row(serviceTask('A2', 'grows-a'), serviceTask('B', 'grows-b')));
    const { processes } = await server.engine.deploy({ resources: [{ name: 'grows.bpmn', content: next }] });
    const targetProcessDefinitionKey = processes[0]?.processDefinitionKey ?? '';
    const migrate = (sourceElementId: string) =>
      client.migrateProcessInstance({
        processInstanceKey,
        migrationPlan: {
          targetProcessDefinitionKey,
          mappingInstructions: [{ sourceElementId, targetElementId: 'A2' }],
        },
      });
    await expect(migrate('Nothing')).rejects.toMatchObject({ code: 3 });
    await migrate('A');
    const moved = await takeOne('grows-a');
    expect(moved).toMatchObject({ elementId: 'A2', processDefinitionVersion: 2 });
    await client.completeJob({ jobKey: moved.key, variables: {} });
    expect(await takeOne('grows-b')).toMatchObject({ processInstanceKey });
  });
});

describe('what newer clients say', () => {
  it('starts an instance for every condition that holds', async () => {
    const condition = `<bpmn:startEvent id="S"><bpmn:conditionalEventDefinition id="C">
      <bpmn:condition xsi:type="bpmn:tFormalExpression">=level &gt; 5</bpmn:condition>
      </bpmn:conditionalEventDefinition></bpmn:startEvent>`;
    const after = `${serviceTask('A', 'rises').xml}<bpmn:sequenceFlow id="F" sourceRef="S" targetRef="A" />`;
    await server.deploy({ 'rises.bpmn': diagram('rises', condition + after) });
    const evaluate = (level: number) =>
      server.raw.call('EvaluateConditional', { variables: JSON.stringify({ level }) });
    expect(await evaluate(5)).toMatchObject({ processInstances: [], conditionalEvaluationKey: KEY });
    const { processInstances } = await evaluate(6);
    const [job] = await server.raw.jobs({ type: 'rises' });
    expect(processInstances).toMatchObject([{ processInstanceKey: job?.['processInstanceKey'] }]);
  });

  it('gives a change of variables a key', async () => {
    await server.deploy({ 'sets.bpmn': diagram('sets', row(serviceTask('A', 'sets'))) });
    const { processInstanceKey } = await server.raw.call('CreateProcessInstance', {
      bpmnProcessId: 'sets',
      version: -1,
    });
    const change = { elementInstanceKey: processInstanceKey, variables: '{"x":1}' };
    const replies = [await server.raw.call('SetVariables', change), await server.raw.call('SetVariables', change)];
    expect(replies).toEqual([{ key: KEY }, { key: KEY }]);
    expect(replies[0]).not.toEqual(replies[1]);
  });

  it('names, tags and ends an instance, and deploys the old way', async () => {
    const definition = Buffer.from(diagram('newer', row(serviceTask('A', 'newer-a'), serviceTask('B', 'newer-b'))));
    const deployed = await server.raw.call('DeployProcess', { processes: [{ name: 'newer.bpmn', definition }] });
    expect(deployed['processes']).toMatchObject([{ bpmnProcessId: 'newer', version: 1 }]);
    const reply = await server.raw.call('CreateProcessInstance', {
      bpmnProcessId: 'newer',
      version: 1,
      tags: ['t1', 't2'],
      businessId: 'case-1',
      runtimeInstructions: [{ terminate: { afterElementId: 'A' } }],
    });
    expect(reply).toMatchObject({ tags: ['t1', 't2'], businessId: 'case-1' });
    const [job] = await server.raw.jobs({ type: 'newer-a' });
    expect(job).toMatchObject({ tags: ['t1', 't2'] });
    await server.raw.call('CompleteJob', { jobKey: job?.['key'] });
    expect(await state(String(reply['processInstanceKey']))).toBe('TERMINATED');
  });

  it('lets the worker of an ad-hoc subprocess begin elements, and say when all is done', async () => {
    const settings = '<zeebe:taskDefinition type="decide" /><zeebe:adHoc />';
    const body = `<bpmn:startEvent id="S" />${adHoc('Tools', serviceTask('Ask', 'ask').xml, { settings })}<bpmn:endEvent id="E" />
      <bpmn:sequenceFlow id="F" sourceRef="S" targetRef="Tools" /><bpmn:sequenceFlow id="G" sourceRef="Tools" targetRef="E" />`;
    await server.deploy({ 'tools.bpmn': diagram('tools', body) });
    const created = await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'tools', version: -1 });
    const decide = async (result: Message) => {
      const [job] = await server.raw.jobs({ type: 'decide' });
      expect(job).toMatchObject({ kind: 'AD_HOC_SUB_PROCESS', elementId: 'Tools' });
      await server.raw.call('CompleteJob', { jobKey: job?.['key'], result: { type: 'adHocSubProcess', ...result } });
    };
    await decide({ activateElements: [{ elementId: 'Ask', variables: '{"question":"面积?"}' }] });
    const [asked] = await server.raw.jobs({ type: 'ask' });
    expect(JSON.parse(String(asked?.['variables']))).toMatchObject({ question: '面积?' });
    await server.raw.call('CompleteJob', { jobKey: asked?.['key'] });
    await decide({ isCompletionConditionFulfilled: true });
    expect(await state(String(created['processInstanceKey']))).toBe('COMPLETED');
  });

  it('lets a task listener see, correct and deny what a person does', async () => {
    const listener =
      '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>';
    await server.deploy({ 'asks.bpmn': diagram('asks', row(userTask('Ask', listener))) });
    await server.raw.call('CreateProcessInstance', { bpmnProcessId: 'asks', version: -1 });
    const { rows } = await server.engine.pool.query<{ key: string }>(
      'SELECT user_task_key AS key FROM engine.user_task',
    );
    const userTaskKey = rows[0]?.key ?? '';

    const denied = server.engine.completeUserTask({ userTaskKey, action: 'sign' }).catch((error: unknown) => error);
    const [first] = await server.raw.jobs({ type: 'check', requestTimeout: 20_000 });
    expect(first).toMatchObject({
      kind: 'TASK_LISTENER',
      listenerEventType: 'COMPLETING',
      userTask: { action: 'sign', userTaskKey, candidateGroups: [], changedAttributes: [], priority: 50 },
    });
    expect(first?.['userTask']).not.toHaveProperty('assignee');
    await server.raw.call('CompleteJob', { jobKey: first?.['key'], result: { denied: true, deniedReason: '缺签名' } });
    expect(String(await denied)).toContain('缺签名');

    const accepted = server.engine.completeUserTask({ userTaskKey });
    const [second] = await server.raw.jobs({ type: 'check', requestTimeout: 20_000 });
    const corrections = { assignee: 'officer-1', candidateGroups: { values: ['officers'] }, priority: 7 };
    await server.raw.call('CompleteJob', { jobKey: second?.['key'], result: { type: 'userTask', corrections } });
    await accepted;
    const task = await server.engine.pool.query(
      'SELECT assignee, candidate_groups, priority, state FROM engine.user_task',
    );
    expect(task.rows).toMatchObject([
      { assignee: 'officer-1', candidate_groups: ['officers'], priority: 7, state: 'COMPLETED' },
    ]);
  });
});
