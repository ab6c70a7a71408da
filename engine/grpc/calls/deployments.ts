import { z } from 'zod';
import type { DeployReply } from '../../commands/requests.js';
import { requireTextFiles } from '../../gateway/resources.js';
import { unaryCall } from '../call.js';
import type { GrpcCall, Message } from '../call.js';
import { TENANT, key, tenantId } from '../fields.js';

const content = z.instanceof(Uint8Array);

interface Deployed {
  readonly process: DeployReply['processes'][number];
  readonly decision: DeployReply['decisions'][number];
  readonly decisionRequirements: DeployReply['decisionRequirements'][number];
  readonly form: DeployReply['forms'][number];
}

/** For each kind of deployed thing, what the answer says of it: field of the message to field of the reply. */
const METADATA: { readonly [Kind in keyof Deployed]: Readonly<Record<string, keyof Deployed[Kind]>> } = {
  process: {
    bpmnProcessId: 'processDefinitionId',
    version: 'version',
    processDefinitionKey: 'processDefinitionKey',
    resourceName: 'resourceName',
  },
  decision: {
    dmnDecisionId: 'decisionDefinitionId',
    dmnDecisionName: 'name',
    version: 'version',
    decisionKey: 'decisionDefinitionKey',
    dmnDecisionRequirementsId: 'decisionRequirementsId',
    decisionRequirementsKey: 'decisionRequirementsKey',
  },
  decisionRequirements: {
    dmnDecisionRequirementsId: 'decisionRequirementsId',
    dmnDecisionRequirementsName: 'name',
    version: 'version',
    decisionRequirementsKey: 'decisionRequirementsKey',
    resourceName: 'resourceName',
  },
  form: { formId: 'formId', version: 'version', formKey: 'formKey', resourceName: 'resourceName' },
};

function metadata<Kind extends keyof Deployed>(kind: Kind, deployed: Deployed[Kind]): Message {
  const told = Object.entries(METADATA[kind]).map(([field, source]) => [field, deployed[source]] as const);
  return { ...Object.fromEntries(told), tenantId: TENANT };
}

const each = <Kind extends keyof Deployed>(kind: Kind, list: readonly Deployed[Kind][]): Message[] =>
  list.map((deployed) => ({ [kind]: metadata(kind, deployed) }));

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
          ...each('process', reply.processes),
          ...each('decision', reply.decisions),
          ...each('decisionRequirements', reply.decisionRequirements),
          ...each('form', reply.forms),
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
      return { key: deploymentKey, processes: processes.map((process) => metadata('process', process)) };
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
