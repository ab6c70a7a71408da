import { z } from 'zod';
import type { DeployReply } from '../../commands/requests.js';
import { requireTextFiles } from '../../gateway/resources.js';
import { unaryCall } from '../call.js';
import type { GrpcCall, Message } from '../call.js';
import { TENANT, key, tenantId } from '../fields.js';

const content = z.instanceof(Uint8Array);

function processMetadata(process: DeployReply['processes'][number]): Message {
  return {
    bpmnProcessId: process.processDefinitionId,
    version: process.version,
    processDefinitionKey: process.processDefinitionKey,
    resourceName: process.resourceName,
    tenantId: TENANT,
  };
}

function decisionMetadata(decision: DeployReply['decisions'][number]): Message {
  return {
    dmnDecisionId: decision.decisionDefinitionId,
    dmnDecisionName: decision.name,
    version: decision.version,
    decisionKey: decision.decisionDefinitionKey,
    dmnDecisionRequirementsId: decision.decisionRequirementsId,
    decisionRequirementsKey: decision.decisionRequirementsKey,
    tenantId: TENANT,
  };
}

function requirementsMetadata(requirements: DeployReply['decisionRequirements'][number]): Message {
  return {
    dmnDecisionRequirementsId: requirements.decisionRequirementsId,
    dmnDecisionRequirementsName: requirements.name,
    version: requirements.version,
    decisionRequirementsKey: requirements.decisionRequirementsKey,
    resourceName: requirements.resourceName,
    tenantId: TENANT,
  };
}

function formMetadata({ formId, version, formKey, resourceName }: DeployReply['forms'][number]): Message {
  return { formId, version, formKey, resourceName, tenantId: TENANT };
}

export const deploymentCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'DeployResource',
    permission: 'operate',
    request: z.object({ resources: z.array(z.object({ name: z.string(), content })), tenantId }),
    handle: async ({ request }, engine) => {
      const reply = await engine.deploy(requireTextFiles(request.resources));
      // Other files are deployed, too, but the answer has no place for them.
      return {
        key: reply.deploymentKey,
        deployments: [
          ...reply.processes.map((process) => ({ process: processMetadata(process) })),
          ...reply.decisions.map((decision) => ({ decision: decisionMetadata(decision) })),
          ...reply.decisionRequirements.map((each) => ({ decisionRequirements: requirementsMetadata(each) })),
          ...reply.forms.map((form) => ({ form: formMetadata(form) })),
        ],
        tenantId: TENANT,
      };
    },
  }),
  unaryCall({
    name: 'DeployProcess',
    permission: 'operate',
    request: z.object({ processes: z.array(z.object({ name: z.string(), definition: content })) }),
    handle: async ({ request }, engine) => {
      const resources = request.processes.map(({ name, definition }) => ({ name, content: definition }));
      const { deploymentKey, processes } = await engine.deploy(requireTextFiles(resources));
      return { key: deploymentKey, processes: processes.map(processMetadata) };
    },
  }),
  unaryCall({
    name: 'DeleteResource',
    permission: 'operate',
    request: z.object({ resourceKey: key }),
    handle: async ({ request }, engine) => {
      await engine.deleteResource(request);
      return {};
    },
  }),
];
