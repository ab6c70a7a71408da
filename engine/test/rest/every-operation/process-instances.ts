import { expect } from '@jest/globals';
import { diagram, end, flows, start, task } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import { activatedJob, only, startedWith, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

export const processInstanceScenarios: Scenarios = {
  createProcessInstance: async (server) => {
    const created = await startedWithJob(server, 'create-instance');
    expect(created).toMatchObject({ processDefinitionId: 'process-create-instance', tags: [], businessId: null });
  },
  cancelProcessInstance: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'cancel');
    await server.client.cancelProcessInstance({ processInstanceKey });
    const ended = await server.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(ended.state).toBe('TERMINATED');
  },
  modifyProcessInstance: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'modify');
    await server.client.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [{ elementId: 'modify' as never, variableInstructions: [{ variables: { extra: 1 } }] }],
    });
    const found = await server.client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE);
    expect(found.items).toContainEqual({ elementId: 'modify', active: 2, canceled: 0, completed: 0, incidents: 0 });
  },
  migrateProcessInstance: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'migrate');
    const body = start() + task('migrated') + end() + flows('s -> migrated\nmigrated -> e');
    const target = diagram('process-migrated', body);
    const { processes } = await server.client.createDeployment({ resources: [new File([target], 'migrated.bpmn')] });
    await server.client.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: only(processes).processDefinitionKey,
      mappingInstructions: [{ sourceElementId: 'migrate' as never, targetElementId: 'migrated' as never }],
    });
    const found = await server.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(found).toMatchObject({ processDefinitionId: 'process-migrated', state: 'ACTIVE' });
    const { items } = await server.client.searchJobs({ filter: { processInstanceKey } }, AT_ONCE);
    expect(only(items)).toMatchObject({ type: 'migrate', elementId: 'migrated', state: 'MIGRATED' });
  },
  deleteProcessInstance: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'delete-instance');
    await server.client.cancelProcessInstance({ processInstanceKey });
    await server.client.deleteProcessInstance({ processInstanceKey });
    const found = await server.client.searchProcessInstances({ filter: { processInstanceKey } }, AT_ONCE);
    expect(found.items).toEqual([]);
  },
  getProcessInstanceCallHierarchy: async (server) => {
    await startedWithJob(server, 'called');
    const call =
      '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="process-called" /></bpmn:extensionElements></bpmn:callActivity>';
    const root = await startedWith(server, 'process-calling', 'call', call);
    const filter = { parentProcessInstanceKey: root.processInstanceKey };
    const child = only((await server.client.searchProcessInstances({ filter }, AT_ONCE)).items);
    const hierarchy = await server.client.getProcessInstanceCallHierarchy(child, AT_ONCE);
    expect(hierarchy).toEqual([
      {
        processInstanceKey: root.processInstanceKey,
        processDefinitionKey: root.processDefinitionKey,
        processDefinitionName: 'process-calling',
      },
      {
        processInstanceKey: child.processInstanceKey,
        processDefinitionKey: child.processDefinitionKey,
        processDefinitionName: 'process-called',
      },
    ]);
  },
  searchProcessInstances: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'search-instances');
    const found = await server.client.searchProcessInstances(
      { filter: { processDefinitionId: 'process-search-instances', state: 'ACTIVE' } },
      AT_ONCE,
    );
    expect(only(found.items)).toMatchObject({ processInstanceKey, parentProcessInstanceKey: null, endDate: null });
  },
  getProcessInstance: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'get-instance');
    const found = await server.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(found).toMatchObject({ state: 'ACTIVE', hasIncident: false, processDefinitionId: 'process-get-instance' });
  },
  getProcessInstanceSequenceFlows: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'taken-flows');
    const found = await server.client.getProcessInstanceSequenceFlows({ processInstanceKey }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ elementId: 'f_s_taken-flows', processInstanceKey });
  },
  getProcessInstanceStatistics: async (server) => {
    const { processInstanceKey } = await startedWithJob(server, 'statistics');
    const found = await server.client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE);
    expect(found.items).toContainEqual({ elementId: 's', active: 0, canceled: 0, completed: 1, incidents: 0 });
  },
  searchProcessInstanceIncidents: async (server) => {
    const { jobKey, processInstanceKey } = await activatedJob(server, 'incidents-of-instance');
    await server.client.failJob({ jobKey, retries: 0, errorMessage: 'no' });
    const found = await server.client.searchProcessInstanceIncidents({ processInstanceKey }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ errorType: 'JOB_NO_RETRIES', jobKey });
  },
};
