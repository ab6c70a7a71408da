import { expect } from '@jest/globals';
import { message } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { activatedJob, only, startedWith, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** The hash of the only error that an instance of this process has. */
async function hashOf(server: RestServer, errorMessage: string): Promise<number> {
  const sort = [{ field: 'errorMessage' as const }];
  const { items } = await server.client.getProcessInstanceStatisticsByError({ sort, page: { limit: 1_000 } }, AT_ONCE);
  return only(items.filter((item) => item.errorMessage === errorMessage)).errorHashCode;
}

export const definitionStatisticsScenarios: Scenarios = {
  getProcessDefinitionStatistics: async (server) => {
    const { processDefinitionKey } = await startedWithJob(server, 'count-elements');
    const found = await server.client.getProcessDefinitionStatistics({ processDefinitionKey }, AT_ONCE);
    expect(found.items).toEqual([
      { elementId: 'count-elements', active: 1, canceled: 0, completed: 0, incidents: 0 },
      { elementId: 's', active: 0, canceled: 0, completed: 1, incidents: 0 },
    ]);
  },
  getProcessDefinitionMessageSubscriptionStatistics: async (server) => {
    const wait = `<bpmn:receiveTask id="wait" messageRef="M" />`;
    const created = await startedWith(server, 'count-subscriptions', 'wait', wait, message('M', 'counted'));
    const filter = { processDefinitionId: 'count-subscriptions' };
    const found = await server.client.getProcessDefinitionMessageSubscriptionStatistics({ filter }, AT_ONCE);
    expect(only(found.items)).toMatchObject({
      processDefinitionKey: created.processDefinitionKey,
      processInstancesWithActiveSubscriptions: 1,
      activeSubscriptions: 1,
    });
  },
  getProcessDefinitionInstanceStatistics: async (server) => {
    await startedWithJob(server, 'count-instances');
    const request = { page: { limit: 1_000 }, sort: [{ field: 'processDefinitionId' as const }] };
    const found = await server.client.getProcessDefinitionInstanceStatistics(request, AT_ONCE);
    expect(found.items).toContainEqual({
      processDefinitionId: 'process-count-instances',
      tenantId: '<default>',
      latestProcessDefinitionName: 'process-count-instances',
      hasMultipleVersions: false,
      activeInstancesWithoutIncidentCount: 1,
      activeInstancesWithIncidentCount: 0,
    });
  },
  getProcessDefinitionInstanceVersionStatistics: async (server) => {
    await startedWithJob(server, 'count-versions');
    const filter = { processDefinitionId: 'process-count-versions' as never };
    const found = await server.client.getProcessDefinitionInstanceVersionStatistics({ filter }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ processDefinitionVersion: 1, activeInstancesWithoutIncidentCount: 1 });
  },
  getProcessInstanceStatisticsByError: async (server) => {
    const { jobKey } = await activatedJob(server, 'count-errors');
    await server.client.failJob({ jobKey, retries: 0, errorMessage: 'counted error' });
    expect(await hashOf(server, 'counted error')).toEqual(expect.any(Number));
  },
  getProcessInstanceStatisticsByDefinition: async (server) => {
    const { jobKey, processDefinitionKey } = await activatedJob(server, 'count-error-definitions');
    await server.client.failJob({ jobKey, retries: 0, errorMessage: 'error of one definition' });
    const filter = { errorHashCode: await hashOf(server, 'error of one definition') };
    const found = await server.client.getProcessInstanceStatisticsByDefinition({ filter }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ processDefinitionKey, activeInstancesWithErrorCount: 1 });
  },
};
