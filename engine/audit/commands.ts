import * as batches from '../commands/batch-operations/batches.js';
import { cancelInstance as cancel } from '../commands/cancel-instance.js';
import { createInstance as create } from '../commands/create-instance.js';
import { deleteResource as deletion } from '../commands/delete-resource.js';
import { deploy as deployment } from '../commands/deploy.js';
import { evaluateDecision as evaluation } from '../commands/evaluate-decision.js';
import { migrateInstance as migration } from '../commands/migrate-instance.js';
import { modifyInstance as modification } from '../commands/modify-instance.js';
import { resolveIncident as resolution } from '../commands/resolve-incident.js';
import { setVariables as variables } from '../commands/set-variables.js';
import type { Key } from '../commands/requests.js';
import type { Execution } from '../elements/execution.js';
import type { AuditLogRow } from '../state/rows.js';
import { audited, auditedWithRefusals } from './audited.js';
import type { AuditEntry } from './record.js';

const category = 'DEPLOYED_RESOURCES';

function aboutInstance(run: Execution, key: Key, operationType: AuditLogRow['operationType']): AuditEntry | undefined {
  const row = run.state.processInstances.get(key);
  return (
    row && {
      entityKey: key,
      entityType: 'PROCESS_INSTANCE',
      operationType,
      category,
      entityDescription: row.processDefinitionName ?? row.processDefinitionId,
      processInstanceKey: key,
      rootProcessInstanceKey: row.rootProcessInstanceKey,
      processDefinitionKey: row.processDefinitionKey,
      processDefinitionId: row.processDefinitionId,
    }
  );
}

const listed = (entry: AuditEntry | undefined): readonly AuditEntry[] => (entry === undefined ? [] : [entry]);

export const createInstance = audited(create, (run) => (reply) => {
  const { processInstanceKey, processDefinitionKey, processDefinitionId } = reply;
  const name = run.state.definitions.get(processDefinitionKey)?.name ?? processDefinitionId;
  return [
    {
      entityKey: processInstanceKey,
      entityType: 'PROCESS_INSTANCE',
      operationType: 'CREATE',
      category,
      entityDescription: name,
      processInstanceKey,
      rootProcessInstanceKey: processInstanceKey,
      processDefinitionKey,
      processDefinitionId,
    },
  ];
});

export const cancelInstance = audited(cancel, (run, { processInstanceKey }) => {
  const entries = listed(aboutInstance(run, processInstanceKey, 'CANCEL'));
  return () => entries;
});

export const modifyInstance = audited(modification, (run, { processInstanceKey }) => {
  const entries = listed(aboutInstance(run, processInstanceKey, 'MODIFY'));
  return () => entries;
});

export const migrateInstance = auditedWithRefusals(migration, (run, { processInstanceKey }) =>
  aboutInstance(run, processInstanceKey, 'MIGRATE'),
);

export const resolveIncident = auditedWithRefusals(resolution, (run, { incidentKey }) => {
  const row = run.state.incidents.get(incidentKey);
  return (
    row && {
      entityKey: incidentKey,
      entityType: 'INCIDENT',
      operationType: 'RESOLVE',
      category,
      elementInstanceKey: row.elementInstanceKey,
      processInstanceKey: row.processInstanceKey,
      rootProcessInstanceKey: row.rootProcessInstanceKey,
      processDefinitionKey: row.processDefinitionKey,
      processDefinitionId: row.processDefinitionId,
    }
  );
});

/** One entry for each variable; those of a user task are told of when its listeners have agreed (user-tasks.ts). */
export const setVariables = audited(variables, (run, { elementInstanceKey }) => {
  const before = run.events.length;
  return () =>
    run.events.slice(before).flatMap((event) => {
      if (event.type !== 'variable-created' && event.type !== 'variable-updated') return [];
      const { variableKey, name, processInstanceKey, rootProcessInstanceKey, scopeKey } = event.row;
      const { processDefinitionKey = null, processDefinitionId = null } = run.live(elementInstanceKey) ?? {};
      return {
        entityKey: variableKey,
        entityType: 'VARIABLE' as const,
        operationType: event.type === 'variable-created' ? ('CREATE' as const) : ('UPDATE' as const),
        category,
        entityDescription: name,
        elementInstanceKey: scopeKey,
        processInstanceKey,
        rootProcessInstanceKey,
        processDefinitionKey,
        processDefinitionId,
      } as const;
    });
});

export const deploy = audited(deployment, () => (reply) => {
  const resource = {
    entityType: 'RESOURCE',
    operationType: 'CREATE',
    category,
    deploymentKey: reply.deploymentKey,
  } as const;
  return [
    ...reply.processes.map(({ processDefinitionKey, processDefinitionId, resourceName }) => ({
      ...resource,
      entityKey: processDefinitionKey,
      resourceKey: processDefinitionKey,
      entityDescription: resourceName,
      processDefinitionKey,
      processDefinitionId,
    })),
    ...reply.decisionRequirements.map(({ decisionRequirementsKey, decisionRequirementsId, resourceName }) => ({
      ...resource,
      entityKey: decisionRequirementsKey,
      resourceKey: decisionRequirementsKey,
      entityDescription: resourceName,
      decisionRequirementsKey,
      decisionRequirementsId,
    })),
    ...reply.decisions.map((decision) => ({
      ...resource,
      entityKey: decision.decisionDefinitionKey,
      entityType: 'DECISION' as const,
      entityDescription: decision.name,
      decisionDefinitionKey: decision.decisionDefinitionKey,
      decisionDefinitionId: decision.decisionDefinitionId,
      decisionRequirementsKey: decision.decisionRequirementsKey,
      decisionRequirementsId: decision.decisionRequirementsId,
    })),
    ...reply.forms.map(({ formKey, resourceName }) => ({
      ...resource,
      entityKey: formKey,
      resourceKey: formKey,
      entityDescription: resourceName,
      formKey,
    })),
    ...reply.resources.map(({ resourceKey, resourceName }) => ({
      ...resource,
      entityKey: resourceKey,
      resourceKey,
      entityDescription: resourceName,
    })),
  ];
});

export const deleteResource = audited(deletion, ({ state }, { resourceKey }) => {
  const process = state.definitions.get(resourceKey);
  const form = state.forms.get(resourceKey);
  const requirements = state.decisionRequirements.get(resourceKey);
  const found = process ?? form ?? requirements ?? state.resources.get(resourceKey);
  const entry: AuditEntry = {
    entityKey: resourceKey,
    entityType: 'RESOURCE',
    operationType: 'DELETE',
    category,
    resourceKey,
    entityDescription: found?.resourceName ?? null,
    deploymentKey: found?.deploymentKey ?? null,
    processDefinitionKey: process?.processDefinitionKey ?? null,
    processDefinitionId: process?.processDefinitionId ?? null,
    formKey: form?.formKey ?? null,
    decisionRequirementsKey: requirements?.decisionRequirementsKey ?? null,
    decisionRequirementsId: requirements?.decisionRequirementsId ?? null,
  };
  return () => [entry];
});

export const evaluateDecision = audited(evaluation, () => (reply) => [
  {
    entityKey: reply.decisionEvaluationKey,
    entityType: 'DECISION',
    operationType: 'EVALUATE',
    category,
    entityDescription: reply.decisionDefinitionName,
    decisionEvaluationKey: reply.decisionEvaluationKey,
    decisionDefinitionKey: reply.decisionDefinitionKey,
    decisionDefinitionId: reply.decisionDefinitionId,
    decisionRequirementsKey: reply.decisionRequirementsKey,
    decisionRequirementsId: reply.decisionRequirementsId,
  },
]);

export const createBatch = audited(batches.createBatch, () => (reply) => [
  {
    entityKey: reply.batchOperationKey,
    entityType: 'BATCH',
    operationType: 'CREATE',
    category,
    batchOperationKey: reply.batchOperationKey,
    batchOperationType: reply.batchOperationType,
  },
]);

const aboutBatch =
  (operationType: AuditLogRow['operationType']) =>
  (run: Execution, { batchOperationKey }: { readonly batchOperationKey: Key }): AuditEntry | undefined => {
    const row = run.state.batchOperations.get(batchOperationKey);
    return (
      row && {
        entityKey: batchOperationKey,
        entityType: 'BATCH',
        operationType,
        category,
        batchOperationKey,
        batchOperationType: row.batchOperationType,
      }
    );
  };

export const cancelBatch = auditedWithRefusals(batches.cancelBatch, aboutBatch('CANCEL'));
export const suspendBatch = auditedWithRefusals(batches.suspendBatch, aboutBatch('SUSPEND'));
export const resumeBatch = auditedWithRefusals(batches.resumeBatch, aboutBatch('RESUME'));
