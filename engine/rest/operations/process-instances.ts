import { z } from 'zod';
import { keyText, searchable } from '../../search/index.js';
import { elementStatistics, takenFlows } from '../instance-reports.js';
import { defineOperation, filled, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { invalidArgument } from '../problems.js';
import {
  key,
  name,
  names,
  nameOrEmpty,
  optionalBody,
  optionalVariables,
  tenantId,
  texts,
  variables,
  waiting,
} from '../schemas.js';
import { getOperation, searchOperation } from './search-operation.js';

const createBody = z.object({
  processDefinitionId: name.nullish(),
  processDefinitionKey: key.nullish(),
  processDefinitionVersion: z.int().nullish(),
  variables: optionalVariables,
  startInstructions: z.array(z.object({ elementId: z.string() })).nullish(),
  runtimeInstructions: z.array(z.object({ type: z.string(), afterElementId: z.string() })).nullish(),
  awaitCompletion: z.boolean().nullish(),
  requestTimeout: waiting.nullish(),
  fetchVariables: texts.nullish(),
  tags: names.nullish(),
  businessId: nameOrEmpty.nullish(),
  tenantId,
});

const variableInstructions = z.array(z.object({ variables, scopeId: z.string().nullish() })).nullish();

const modifyBody = z.object({
  activateInstructions: z
    .array(
      z.object({
        elementId: z.string(),
        // Older clients send -1 for "none".
        ancestorElementInstanceKey: keyText.nullish().transform((given) => (given === '-1' ? undefined : given)),
        variableInstructions,
      }),
    )
    .nullish(),
  moveInstructions: z.array(z.unknown()).nullish(),
  terminateInstructions: z
    .array(z.object({ elementInstanceKey: key.nullish(), elementId: z.string().nullish() }))
    .nullish(),
});

export const processInstanceOperations: readonly Operation[] = [
  defineOperation({
    id: 'createProcessInstance',
    method: 'post',
    path: '/process-instances',
    permission: 'operate',
    body: createBody,
    handle: async ({ body }, { engine }) => {
      if ((body.processDefinitionId == null) === (body.processDefinitionKey == null)) {
        throw invalidArgument('request body: expected exactly one of processDefinitionId and processDefinitionKey');
      }
      const reply = await engine.createInstance({
        processDefinitionId: body.processDefinitionId ?? undefined,
        processDefinitionKey: body.processDefinitionKey ?? undefined,
        processDefinitionVersion: body.processDefinitionVersion ?? undefined,
        variables: body.variables ?? undefined,
        startInstructions: filled(body.startInstructions),
        runtimeInstructions: filled(body.runtimeInstructions),
        tags: filled(body.tags),
        businessId: body.businessId ?? undefined,
        awaitCompletion: body.awaitCompletion ?? undefined,
        requestTimeout: body.requestTimeout ?? undefined,
        fetchVariables: filled(body.fetchVariables),
      });
      return ok({ ...reply, tenantId: '<default>' });
    },
  }),
  defineOperation({
    id: 'cancelProcessInstance',
    method: 'post',
    path: '/process-instances/:processInstanceKey/cancellation',
    permission: 'operate',
    body: optionalBody(z.object({})),
    handle: async (call, { engine }) => {
      await engine.cancelInstance({ processInstanceKey: param(call, 'processInstanceKey') });
      return noContent;
    },
  }),
  defineOperation({
    id: 'modifyProcessInstance',
    method: 'post',
    path: '/process-instances/:processInstanceKey/modification',
    permission: 'operate',
    body: modifyBody,
    handle: async (call, { engine }) => {
      const { activateInstructions, moveInstructions, terminateInstructions } = call.body;
      if (filled(moveInstructions) !== undefined) {
        throw invalidArgument(
          'moveInstructions: expected none; this engine moves by activateInstructions with terminateInstructions',
        );
      }
      await engine.modifyInstance({
        processInstanceKey: param(call, 'processInstanceKey'),
        activateInstructions: filled(activateInstructions)?.map((instruction) => ({
          elementId: instruction.elementId,
          ancestorElementInstanceKey: instruction.ancestorElementInstanceKey ?? undefined,
          variableInstructions: filled(instruction.variableInstructions)?.map((one) => ({
            variables: one.variables,
            scopeId: one.scopeId ?? undefined,
          })),
        })),
        terminateInstructions: filled(terminateInstructions)?.map((instruction) => ({
          elementInstanceKey: instruction.elementInstanceKey ?? undefined,
          elementId: instruction.elementId ?? undefined,
        })),
      });
      return noContent;
    },
  }),
  searchOperation('searchProcessInstances', '/process-instances/search', searchable.processInstances),
  getOperation(
    'getProcessInstance',
    '/process-instances/:processInstanceKey',
    searchable.processInstances,
    'Process instance',
  ),
  defineOperation({
    id: 'getProcessInstanceSequenceFlows',
    method: 'get',
    path: '/process-instances/:processInstanceKey/sequence-flows',
    permission: 'read',
    handle: async (call, { search }) => ok({ items: await takenFlows(search, param(call, 'processInstanceKey')) }),
  }),
  defineOperation({
    id: 'getProcessInstanceStatistics',
    method: 'get',
    path: '/process-instances/:processInstanceKey/statistics/element-instances',
    permission: 'read',
    handle: async (call, { search }) =>
      ok({ items: await elementStatistics(search, param(call, 'processInstanceKey')) }),
  }),
  defineOperation({
    id: 'searchProcessInstanceIncidents',
    method: 'post',
    path: '/process-instances/:processInstanceKey/incidents/search',
    permission: 'read',
    body: searchable.incidents.request,
    handle: async (call, { search }) => {
      const value = param(call, 'processInstanceKey');
      return ok(
        await search.search(searchable.incidents, call.body, { sql: searchable.ofInstance, value, type: 'bigint' }),
      );
    },
  }),
];
