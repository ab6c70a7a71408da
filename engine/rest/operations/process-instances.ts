import { z } from 'zod';
import { elementsOfInstance, searchable } from '../../search/index.js';
import { callHierarchy, takenFlows } from '../instance-reports.js';
import { defineOperation, filled, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { migrateBody, modifyBody } from '../instance-changes.js';
import { invalidArgument, notFound } from '../problems.js';
import {
  key,
  name,
  nameOrEmpty,
  names,
  operationReference,
  optionalBody,
  optionalVariables,
  tenantId,
  texts,
  waiting,
} from '../schemas.js';
import { getOperation, incidentsOperation, searchOperation } from './search-operation.js';

const createBody = z.object({
  processDefinitionId: name.nullish(),
  processDefinitionKey: key.nullish(),
  processDefinitionVersion: z.int().nullish(),
  variables: optionalVariables,
  startInstructions: z.array(z.object({ elementId: z.string() })).nullish(),
  runtimeInstructions: z
    .array(z.object({ type: z.literal('TERMINATE_PROCESS_INSTANCE'), afterElementId: z.string() }))
    .nullish(),
  awaitCompletion: z.boolean().nullish(),
  requestTimeout: waiting.nullish(),
  fetchVariables: texts.nullish(),
  tags: names.nullish(),
  businessId: nameOrEmpty.nullish(),
  tenantId,
  operationReference,
});

export const processInstanceOperations: readonly Operation[] = [
  defineOperation({
    id: 'createProcessInstance',
    method: 'post',
    path: '/process-instances',
    permission: 'operate',
    body: createBody,
    handle: async ({ body, actor }, { engine }) => {
      if ((body.processDefinitionId == null) === (body.processDefinitionKey == null)) {
        throw invalidArgument('request body: expected exactly one of processDefinitionId and processDefinitionKey');
      }
      const reply = await engine.createInstance({
        actor,
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
    body: optionalBody(z.object({ operationReference })),
    handle: async (call, { engine }) => {
      await engine.cancelInstance({ processInstanceKey: param(call, 'processInstanceKey'), actor: call.actor });
      return noContent;
    },
  }),
  defineOperation({
    id: 'modifyProcessInstance',
    method: 'post',
    path: '/process-instances/:processInstanceKey/modification',
    permission: 'operate',
    body: modifyBody.extend({ operationReference }),
    handle: async (call, { engine }) => {
      await engine.modifyInstance({
        ...call.body,
        processInstanceKey: param(call, 'processInstanceKey'),
        actor: call.actor,
      });
      return noContent;
    },
  }),
  defineOperation({
    id: 'migrateProcessInstance',
    method: 'post',
    path: '/process-instances/:processInstanceKey/migration',
    permission: 'operate',
    body: migrateBody.extend({ operationReference }),
    handle: async (call, { engine }) => {
      await engine.migrateInstance({
        ...call.body,
        processInstanceKey: param(call, 'processInstanceKey'),
        actor: call.actor,
      });
      return noContent;
    },
  }),
  defineOperation({
    id: 'deleteProcessInstance',
    method: 'post',
    path: '/process-instances/:processInstanceKey/deletion',
    permission: 'operate',
    body: optionalBody(z.object({ operationReference })),
    handle: async (call, { engine }) => {
      await engine.deleteInstance({ processInstanceKey: param(call, 'processInstanceKey') });
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
    id: 'getProcessInstanceCallHierarchy',
    method: 'get',
    path: '/process-instances/:processInstanceKey/call-hierarchy',
    permission: 'read',
    handle: async (call, { search }) => {
      const processInstanceKey = param(call, 'processInstanceKey');
      const hierarchy = await callHierarchy(search, processInstanceKey);
      if (hierarchy.length === 0) throw notFound(`Process instance with key '${processInstanceKey}' not found`);
      return ok(hierarchy);
    },
  }),
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
      ok({ items: await elementsOfInstance(search, param(call, 'processInstanceKey')) }),
  }),
  incidentsOperation(
    'searchProcessInstanceIncidents',
    '/process-instances/:processInstanceKey',
    searchable.processInstances,
    'Process instance',
    searchable.ofInstance,
  ),
];
