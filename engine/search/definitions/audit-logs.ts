import { date, key, oneOf, text } from '../column.js';
import { defineSearch } from '../definition.js';
import {
  ACTOR_TYPES,
  AUDIT_CATEGORIES,
  AUDIT_ENTITIES,
  AUDIT_OPERATIONS,
  AUDIT_RESULTS,
  BATCH_TYPES,
} from '../enumerations.js';

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
  entityType: oneOf(AUDIT_ENTITIES, 't.entity_type'),
  operationType: oneOf(AUDIT_OPERATIONS, 't.operation_type'),
  batchOperationKey: key('t.batch_operation_key'),
  batchOperationType: oneOf(BATCH_TYPES, 't.batch_operation_type'),
  timestamp: date('t.occurred_at'),
  actorId: text('t.actor_id'),
  actorType: oneOf(ACTOR_TYPES, 't.actor_type'),
  agentElementId: nothing,
  tenantId: text('t.tenant_id'),
  result: oneOf(AUDIT_RESULTS, 't.result'),
  category: oneOf(AUDIT_CATEGORIES, 't.category'),
  processDefinitionId: text('t.process_definition_id'),
  rootProcessInstanceKey: key('t.root_process_instance_key'),
  ...keys,
  decisionRequirementsId: text('t.decision_requirements_id'),
  decisionDefinitionId: text('t.decision_definition_id'),
  deploymentKey: key('t.deployment_key'),
  formKey: key('t.form_key'),
  resourceKey: key('t.resource_key'),
  relatedEntityKey: text('t.related_entity_key'),
  relatedEntityType: oneOf(AUDIT_ENTITIES, 't.related_entity_type'),
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
