import { z } from 'zod';
import type { DeployReply } from '../../commands/requests.js';
import { requireTextFiles } from '../../gateway/resources.js';
import { defineOperation, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { deployedResource } from '../resources.js';
import { operationReference, optionalBody, tenantId } from '../schemas.js';

const NOTHING = {
  processDefinition: null,
  decisionDefinition: null,
  decisionRequirements: null,
  form: null,
  resource: null,
};

function toAnswer({ deploymentKey, ...deployed }: DeployReply): unknown {
  const tenant = '<default>';
  const deployments = [
    ...deployed.processes.map((process) => ({
      ...NOTHING,
      processDefinition: {
        processDefinitionId: process.processDefinitionId,
        processDefinitionVersion: process.version,
        processDefinitionKey: process.processDefinitionKey,
        resourceName: process.resourceName,
        tenantId: tenant,
      },
    })),
    ...deployed.decisions.map((decision) => ({
      ...NOTHING,
      decisionDefinition: {
        decisionDefinitionId: decision.decisionDefinitionId,
        decisionDefinitionKey: decision.decisionDefinitionKey,
        name: decision.name,
        version: decision.version,
        decisionRequirementsId: decision.decisionRequirementsId,
        decisionRequirementsKey: decision.decisionRequirementsKey,
        tenantId: tenant,
      },
    })),
    ...deployed.decisionRequirements.map((requirements) => ({
      ...NOTHING,
      decisionRequirements: {
        decisionRequirementsId: requirements.decisionRequirementsId,
        decisionRequirementsKey: requirements.decisionRequirementsKey,
        decisionRequirementsName: requirements.name,
        version: requirements.version,
        resourceName: requirements.resourceName,
        tenantId: tenant,
      },
    })),
    ...deployed.forms.map((form) => ({
      ...NOTHING,
      form: {
        formId: form.formId,
        version: form.version,
        formKey: form.formKey,
        resourceName: form.resourceName,
        tenantId: tenant,
      },
    })),
    ...deployed.resources.map((resource) => ({ ...NOTHING, resource: { ...resource, tenantId: tenant } })),
  ];
  return { deploymentKey, tenantId: tenant, deployments };
}

export const deploymentOperations: readonly Operation[] = [
  defineOperation({
    id: 'createDeployment',
    method: 'post',
    path: '/deployments',
    permission: 'operate',
    multipart: true,
    body: z.object({ tenantId }),
    handle: async ({ files, actor }, { engine }) => {
      const resources = requireTextFiles(files.filter(({ field }) => field === 'resources'));
      return ok(toAnswer(await engine.deploy({ ...resources, actor })));
    },
  }),
  defineOperation({
    id: 'getResource',
    method: 'get',
    path: '/resources/:resourceKey',
    permission: 'read',
    handle: async (call, { search }) => {
      const { content: _content, ...resource } = await deployedResource(search, param(call, 'resourceKey'));
      return ok(resource);
    },
  }),
  defineOperation({
    id: 'getResourceContent',
    method: 'get',
    path: '/resources/:resourceKey/content',
    permission: 'read',
    handle: async (call, { search }) => {
      const { content } = await deployedResource(search, param(call, 'resourceKey'));
      // As text, whatever it is: the contract promises a text, and a client reads JSON as an object.
      return { status: 200, body: content, mediaType: 'text/plain; charset=utf-8' };
    },
  }),
  defineOperation({
    id: 'deleteResource',
    method: 'post',
    path: '/resources/:resourceKey/deletion',
    permission: 'operate',
    body: optionalBody(z.object({ deleteHistory: z.boolean().nullish(), operationReference })),
    handle: async (call, { engine }) => {
      const resourceKey = param(call, 'resourceKey');
      const deleteHistory = call.body.deleteHistory ?? undefined;
      return ok({
        resourceKey,
        batchOperation: await engine.deleteResource({ resourceKey, deleteHistory, actor: call.actor }),
      });
    },
  }),
];
