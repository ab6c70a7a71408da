import { z } from 'zod';
import type { CreateInstanceReply, CreateInstanceRequest } from '../../commands/requests.js';
import { name, nameOrEmpty, names, texts } from '../../gateway/fields.js';
import { unaryCall } from '../call.js';
import type { GrpcCall, Message } from '../call.js';
import { TENANT, jsonVariables, key, optionalKey, tenantId, waitingTime } from '../fields.js';

const creation = z.object({
  processDefinitionKey: key,
  bpmnProcessId: nameOrEmpty,
  version: z.int32(),
  variables: jsonVariables,
  startInstructions: z.array(z.object({ elementId: z.string() })),
  tenantId,
  runtimeInstructions: z.array(
    z.object({ terminate: z.object({ afterElementId: z.string() }, 'expected an instruction that is known') }),
  ),
  tags: names,
  businessId: nameOrEmpty.optional(),
});

/** The id goes before the key, as in Zeebe. */
function toRequest(given: z.output<typeof creation>): CreateInstanceRequest {
  const which =
    given.bpmnProcessId === ''
      ? { processDefinitionKey: given.processDefinitionKey }
      : { processDefinitionId: given.bpmnProcessId, processDefinitionVersion: given.version };
  const { variables, startInstructions, tags, businessId } = given;
  const runtimeInstructions = given.runtimeInstructions.map(({ terminate }) => ({
    type: 'TERMINATE_PROCESS_INSTANCE',
    ...terminate,
  }));
  return { ...which, variables, startInstructions, runtimeInstructions, tags, businessId };
}

function toMessage(reply: CreateInstanceReply): Message {
  return {
    processDefinitionKey: reply.processDefinitionKey,
    bpmnProcessId: reply.processDefinitionId,
    version: reply.processDefinitionVersion,
    processInstanceKey: reply.processInstanceKey,
    tenantId: TENANT,
    tags: reply.tags,
    ...(reply.businessId === null ? {} : { businessId: reply.businessId }),
  };
}

const variableInstruction = z.object({ variables: jsonVariables, scopeId: z.string() });

const migrationPlan = z.object(
  {
    targetProcessDefinitionKey: key,
    mappingInstructions: z.array(z.object({ sourceElementId: name, targetElementId: name })),
  },
  'expected a plan',
);

export const processInstanceCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'CreateProcessInstance',
    permission: 'operate',
    request: creation,
    handle: async ({ request }, engine) => toMessage(await engine.createInstance(toRequest(request))),
  }),
  unaryCall({
    name: 'CreateProcessInstanceWithResult',
    permission: 'operate',
    request: z.object({
      request: creation.nullable(),
      requestTimeout: waitingTime,
      fetchVariables: texts,
    }),
    handle: async ({ request: { request, requestTimeout, fetchVariables } }, engine) => {
      const reply = await engine.createInstance({
        ...(request === null ? {} : toRequest(request)),
        awaitCompletion: true,
        requestTimeout,
        fetchVariables,
      });
      return { ...toMessage(reply), variables: JSON.stringify(reply.variables) };
    },
  }),
  unaryCall({
    name: 'CancelProcessInstance',
    permission: 'operate',
    request: z.object({ processInstanceKey: key }),
    handle: async ({ request }, engine) => {
      await engine.cancelInstance(request);
      return {};
    },
  }),
  unaryCall({
    name: 'ModifyProcessInstance',
    permission: 'operate',
    request: z.object({
      processInstanceKey: key,
      activateInstructions: z.array(
        z.object({
          elementId: name,
          ancestorElementInstanceKey: optionalKey,
          variableInstructions: z.array(variableInstruction),
        }),
      ),
      terminateInstructions: z.array(z.object({ elementInstanceKey: key })),
    }),
    handle: async ({ request }, engine) => {
      await engine.modifyInstance(request);
      return {};
    },
  }),
  unaryCall({
    name: 'MigrateProcessInstance',
    permission: 'operate',
    request: z.object({ processInstanceKey: key, migrationPlan: migrationPlan }),
    handle: async ({ request: { processInstanceKey, migrationPlan } }, engine) => {
      await engine.migrateInstance({ processInstanceKey, ...migrationPlan });
      return {};
    },
  }),
];
