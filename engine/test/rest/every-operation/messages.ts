import { expect } from '@jest/globals';
import { catchEvent, diagram, end, flows, message, onMessage, start, task, when } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only, startedWith } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** An instance that waits for message `name` with the key 'k-1'. */
const waiting = (server: RestServer, name: string) =>
  startedWith(server, `process-${name}`, 'wait', catchEvent('wait', onMessage('m')), message('m', name));

export const messageScenarios: Scenarios = {
  publishMessage: async ({ client }) => {
    const published = await client.publishMessage({ name: 'publish', correlationKey: 'k', timeToLive: 1000 });
    expect(published).toEqual({ tenantId: '<default>', messageKey: expect.stringMatching(/^\d+$/) });
  },
  correlateMessage: async (server) => {
    const { processInstanceKey } = await waiting(server, 'correlate');
    const correlated = await server.client.correlateMessage({ name: 'correlate', correlationKey: 'k-1' });
    expect(correlated).toMatchObject({ processInstanceKey });
  },
  broadcastSignal: async ({ client }) => {
    const broadcast = await client.broadcastSignal({ signalName: 'nobody-listens', variables: { a: 1 } });
    expect(broadcast).toEqual({ tenantId: '<default>', signalKey: expect.stringMatching(/^\d+$/) });
  },
  evaluateConditionals: async (server) => {
    const { client } = server;
    const body = start('s', when('= amount > 100')) + task('large') + end() + flows('s -> large\nlarge -> e');
    await server.deploy({ 'large-order.bpmn': diagram('large-order', body) });
    const reply = await client.evaluateConditionals({ variables: { amount: 101 } });
    const { processDefinitionKey, processInstanceKey } = only(reply.processInstances);
    expect(await client.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({
      processDefinitionId: 'large-order',
      processDefinitionKey,
    });
    const none = await client.evaluateConditionals({ processDefinitionKey, variables: { amount: 100 } });
    expect(none).toEqual({
      conditionalEvaluationKey: expect.stringMatching(/^\d+$/),
      tenantId: '<default>',
      processInstances: [],
    });
  },
  searchMessageSubscriptions: async (server) => {
    const { processInstanceKey } = await waiting(server, 'subscribed');
    const found = await server.client.searchMessageSubscriptions({ filter: { messageName: 'subscribed' } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ processInstanceKey, correlationKey: 'k-1', elementId: 'wait' });
  },
  searchCorrelatedMessageSubscriptions: async (server) => {
    const { processInstanceKey } = await waiting(server, 'met');
    const { messageKey } = await server.client.correlateMessage({ name: 'met', correlationKey: 'k-1' });
    const found = await server.client.searchCorrelatedMessageSubscriptions({ filter: { messageName: 'met' } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ processInstanceKey, messageKey, partitionId: 1 });
  },
};
