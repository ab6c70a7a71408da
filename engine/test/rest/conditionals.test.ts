import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  const begin =
    '<bpmn:startEvent id="Start"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">= amount &gt; 100</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>';
  const flow = '<bpmn:sequenceFlow id="Flow" sourceRef="Start" targetRef="Look" />';
  await server.deploy({ 'large.bpmn': diagram('large', begin + serviceTask('Look', 'look').xml + flow) });
});
afterAll(() => server.stop());

describe('evaluateConditionals', () => {
  it('starts what the variables call for, and tells which', async () => {
    const { client } = server;
    const reply = await client.evaluateConditionals({ variables: { amount: 101 } });
    const [started] = reply.processInstances;
    if (started === undefined) throw new Error('nothing started');
    expect(await client.getProcessInstance(started, AT_ONCE)).toMatchObject({
      processDefinitionId: 'large',
      processDefinitionKey: started.processDefinitionKey,
      state: 'ACTIVE',
    });
    const none = await client.evaluateConditionals({ variables: { amount: 100 } });
    expect(none.processInstances).toEqual([]);
    expect(none.conditionalEvaluationKey).not.toBe(reply.conditionalEvaluationKey);
    const { processDefinitionKey } = started;
    expect(
      (await client.evaluateConditionals({ processDefinitionKey, variables: { amount: 102 } })).processInstances,
    ).toHaveLength(1);
  });

  it('refuses a definition that there is not, and a body without variables', async () => {
    const path = '/v2/conditionals/evaluation';
    expect(await server.send('POST', path, { processDefinitionKey: '1', variables: {} })).toMatchObject({
      status: 404,
    });
    expect(await server.send('POST', path, {})).toMatchObject({ status: 400 });
  });
});
