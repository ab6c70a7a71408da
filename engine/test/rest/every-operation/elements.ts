import { expect } from '@jest/globals';
import { adHoc, task } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { activatedJob, only, startedWith, startedWithJob } from './scenario.js';
import type { Scenarios } from './scenario.js';

async function newElement(server: RestServer, elementId: string) {
  const { processInstanceKey } = await startedWithJob(server, elementId);
  const filter = { processInstanceKey, elementId: elementId as never };
  return only((await server.client.searchElementInstances({ filter }, AT_ONCE)).items);
}

async function newIncident(server: RestServer, type: string) {
  const { jobKey, processInstanceKey, elementInstanceKey } = await activatedJob(server, type);
  await server.client.failJob({ jobKey, retries: 0, errorMessage: 'no answer' });
  const { items } = await server.client.searchIncidents({ filter: { processInstanceKey } }, AT_ONCE);
  return { jobKey, elementInstanceKey, incident: only(items) };
}

async function newVariable(server: RestServer, type: string) {
  const { processInstanceKey } = await startedWithJob(server, type);
  const { items } = await server.client.searchVariables({ filter: { processInstanceKey, name: 'key' } }, AT_ONCE);
  return { processInstanceKey, variable: only(items) };
}

export const elementScenarios: Scenarios = {
  activateAdHocSubProcessActivities: async (server) => {
    const { client } = server;
    const { processInstanceKey } = await startedWith(server, 'process-free', 'free', adHoc('free', task('any')));
    const filter = { processInstanceKey, type: 'AD_HOC_SUB_PROCESS' as const };
    const { elementInstanceKey } = only((await client.searchElementInstances({ filter }, AT_ONCE)).items);
    await client.activateAdHocSubProcessActivities({
      adHocSubProcessInstanceKey: elementInstanceKey,
      elements: [{ elementId: 'any' as never, variables: { n: 1 } }],
    });
    const inside = await client.searchElementInstances(
      { filter: { processInstanceKey, type: 'AD_HOC_SUB_PROCESS_INNER_INSTANCE' } },
      AT_ONCE,
    );
    expect(only(inside.items)).toMatchObject({ elementId: 'free#innerInstance', state: 'ACTIVE' });
  },
  searchElementInstances: async (server) => {
    expect(await newElement(server, 'search-elements')).toMatchObject({ type: 'SERVICE_TASK', state: 'ACTIVE' });
  },
  getElementInstance: async (server) => {
    const element = await newElement(server, 'get-element');
    const { elementInstanceKey } = element;
    expect(await server.client.getElementInstance({ elementInstanceKey }, AT_ONCE)).toEqual(element);
  },
  createElementInstanceVariables: async (server) => {
    const { elementInstanceKey } = await newElement(server, 'set-variables');
    await server.client.createElementInstanceVariables({ elementInstanceKey, variables: { n: [1] }, local: true });
    const found = await server.client.searchVariables({ filter: { scopeKey: elementInstanceKey } }, AT_ONCE);
    expect(only(found.items)).toMatchObject({ name: 'n', value: '[1]' });
  },
  searchVariables: async (server) => {
    const { variable, processInstanceKey } = await newVariable(server, 'search-variables');
    expect(variable).toMatchObject({ value: '"k-1"', isTruncated: false, scopeKey: processInstanceKey });
  },
  getVariable: async (server) => {
    const { variable } = await newVariable(server, 'get-variable');
    const { variableKey } = variable;
    expect(await server.client.getVariable({ variableKey }, AT_ONCE)).toMatchObject({ name: 'key', value: '"k-1"' });
  },
  searchIncidents: async (server) => {
    const { incident, jobKey } = await newIncident(server, 'search-incidents');
    expect(incident).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'no answer', state: 'ACTIVE', jobKey });
  },
  getIncident: async (server) => {
    const { incident } = await newIncident(server, 'get-incident');
    const { incidentKey } = incident;
    expect(await server.client.getIncident({ incidentKey }, AT_ONCE)).toEqual(incident);
  },
  resolveIncident: async (server) => {
    const { incident, jobKey } = await newIncident(server, 'resolve-incident');
    const { incidentKey } = incident;
    await server.client.updateJob({ jobKey, changeset: { retries: 1 } });
    await server.client.resolveIncident({ incidentKey });
    const resolved = await server.client.getIncident({ incidentKey }, AT_ONCE);
    expect(resolved).toMatchObject({ state: 'RESOLVED' });
  },
  searchElementInstanceIncidents: async (server) => {
    const { incident, elementInstanceKey } = await newIncident(server, 'incidents-of-element');
    const found = await server.client.searchElementInstanceIncidents({ elementInstanceKey }, AT_ONCE);
    expect(found.items).toEqual([incident]);
  },
};
