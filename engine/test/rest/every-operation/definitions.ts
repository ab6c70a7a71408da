import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import { diagram, end, flows, start } from '../../core/diagram.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only } from './scenario.js';
import type { Scenarios } from './scenario.js';

const form = (id: string) => JSON.stringify({ id, type: 'default', components: [] });

const withStartForm = (processId: string) => {
  const onStart = `<bpmn:extensionElements><zeebe:formDefinition formId="form-${processId}" /></bpmn:extensionElements>`;
  return diagram(processId, start('s', onStart) + end() + flows('s -> e'));
};

async function deployed({ client }: RestServer, processId: string) {
  const { processes, forms } = await client.createDeployment({
    resources: [
      new File([withStartForm(processId)], `${processId}.bpmn`),
      new File([form(`form-${processId}`)], `${processId}.form`),
    ],
  });
  return { process: only(processes), form: only(forms) };
}

export const definitionScenarios: Scenarios = {
  createDeployment: async (server) => {
    const { process, form } = await deployed(server, 'deployed');
    expect(process).toMatchObject({ processDefinitionId: 'deployed', processDefinitionVersion: 1 });
    expect(form).toMatchObject({ formId: 'form-deployed', version: 1, resourceName: 'deployed.form' });
  },
  deleteResource: async (server) => {
    const { process } = await deployed(server, 'deleted');
    const resourceKey = process.processDefinitionKey;
    expect(await server.client.deleteResource({ resourceKey })).toEqual({ resourceKey, batchOperation: null });
  },
  searchProcessDefinitions: async (server) => {
    const { process } = await deployed(server, 'searched');
    const found = await server.client.searchProcessDefinitions(
      { filter: { processDefinitionId: 'searched' }, sort: [{ field: 'version' }], page: { limit: 1 } },
      AT_ONCE,
    );
    expect(only(found.items)).toMatchObject({ processDefinitionKey: process.processDefinitionKey, hasStartForm: true });
  },
  getProcessDefinition: async (server) => {
    const { processDefinitionKey } = (await deployed(server, 'read')).process;
    const found = await server.client.getProcessDefinition({ processDefinitionKey }, AT_ONCE);
    expect(found).toMatchObject({ processDefinitionId: 'read', name: 'read', version: 1, state: 'ACTIVE' });
  },
  getProcessDefinitionXml: async (server) => {
    const { processDefinitionKey } = (await deployed(server, 'xml')).process;
    const xml = await server.client.getProcessDefinitionXml({ processDefinitionKey }, AT_ONCE);
    expect(xml).toBe(withStartForm('xml'));
  },
  getStartProcessForm: async (server) => {
    const { process, form: deployedForm } = await deployed(server, 'start-form');
    const { processDefinitionKey } = process;
    expect(await server.client.getStartProcessForm({ processDefinitionKey }, AT_ONCE)).toMatchObject({
      formKey: deployedForm.formKey,
      schema: form('form-start-form'),
    });
  },
  getResource: async ({ client }) => {
    const resourceKey = await deployScript(client);
    expect(await client.getResource({ resourceKey })).toMatchObject({ resourceId: 'every-script', version: 1 });
  },
  getResourceContent: async ({ client }) => {
    const resourceKey = await deployScript(client);
    expect(await client.getResourceContent({ resourceKey })).toBe('{"id":"every-script"}');
  },
};

async function deployScript(client: CamundaClient) {
  const { deployments } = await client.createDeployment({
    resources: [new File(['{"id":"every-script"}'], 'every.rpa')],
  });
  const key = deployments[0]?.resource?.resourceKey;
  if (key === undefined) throw new Error('nothing deployed');
  return key;
}
