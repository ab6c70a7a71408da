import { date, key, text } from '../column.js';
import { defineSearch } from '../definition.js';

const nothing = text('NULL::text');

const keys = {
  processDefinitionKey: key('t.process_definition_key'),
  processInstanceKey: key('t.process_instance_key'),
  elementInstanceKey: key('t.element_instance_key'),
  // Operations on jobs are not audited.
  jobKey: key('NULL::bigint'),
  userTaskKey: key('t.user_task_key'),
  decisionRequirementsKey: key('t.decision_requirements_key'),
  decisionDefinitionKey: key('t.decision_definition_key'),
  decisionEvaluationKey: key('t.decision_evaluation_key'),
};
const sorts = [
  'actorId',
  'actorType',
  'auditLogKey',
  'batchOperationKey',
  'batchOperationType',
  'category',
  'decisionDefinitionId',
  'decisionRequirementsId',
  'entityKey',
  'entityType',
  'operationType',
  'processDefinitionId',
  'result',
  'tenantId',
  'timestamp',
  ...Object.keys(keys),
];

const item = {
  auditLogKey: key('t.audit_log_key'),
  entityKey: text('t.entity_key'),
  entityType: text('t.entity_type'),
  operationType: text('t.operation_type'),
  batchOperationKey: key('t.batch_operation_key'),
  batchOperationType: text('t.batch_operation_type'),
  timestamp: date('t.occurred_at'),
  actorId: text('t.actor_id'),
  actorType: text('t.actor_type'),
  agentElementId: nothing,
  tenantId: text('t.tenant_id'),
  result: text('t.result'),
  category: text('t.category'),
  processDefinitionId: text('t.process_definition_id'),
  rootProcessInstanceKey: key('t.root_process_instance_key'),
  ...keys,
  decisionRequirementsId: text('t.decision_requirements_id'),
  decisionDefinitionId: text('t.decision_definition_id'),
  deploymentKey: key('t.deployment_key'),
  formKey: key('t.form_key'),
  resourceKey: key('t.resource_key'),
  relatedEntityKey: text('t.related_entity_key'),
  relatedEntityType: text('t.related_entity_type'),
  entityDescription: text('t.entity_description'),
};

export const auditLogs = defineSearch({
  from: '{schema}.audit_log t',
  key: 'auditLogKey',
  item,
  filters: Object.keys(item).filter((field) => field !== 'batchOperationKey' && field !== 'rootProcessInstanceKey'),
  sorts,
});

export const userTaskAuditLogs = defineSearch({
  from: '{schema}.audit_log t',
  key: 'auditLogKey',
  item,
  filters: ['operationType', 'result', 'timestamp', 'actorType', 'actorId'],
  sorts,
});
