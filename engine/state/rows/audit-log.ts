import type { Key } from '../../commands/requests.js';

/** One operation of a known user: history that no command reads. */
export interface AuditLogRow {
  readonly auditLogKey: Key;
  readonly entityKey: string;
  readonly entityType:
    'BATCH' | 'DECISION' | 'INCIDENT' | 'PROCESS_INSTANCE' | 'RESOURCE' | 'USER' | 'USER_TASK' | 'VARIABLE';
  readonly operationType:
    | 'ASSIGN'
    | 'CANCEL'
    | 'COMPLETE'
    | 'CREATE'
    | 'DELETE'
    | 'EVALUATE'
    | 'MIGRATE'
    | 'MODIFY'
    | 'RESOLVE'
    | 'RESUME'
    | 'SUSPEND'
    | 'UNASSIGN'
    | 'UPDATE';
  readonly batchOperationKey: Key | null;
  readonly batchOperationType: string | null;
  readonly occurredAt: number;
  readonly actorId: string;
  readonly actorType: 'USER';
  readonly tenantId: string | null;
  readonly result: 'SUCCESS' | 'FAIL';
  readonly category: 'DEPLOYED_RESOURCES' | 'USER_TASKS';
  readonly processDefinitionId: string | null;
  readonly processDefinitionKey: Key | null;
  readonly processInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly userTaskKey: Key | null;
  readonly decisionRequirementsId: string | null;
  readonly decisionRequirementsKey: Key | null;
  readonly decisionDefinitionId: string | null;
  readonly decisionDefinitionKey: Key | null;
  readonly decisionEvaluationKey: Key | null;
  readonly deploymentKey: Key | null;
  readonly formKey: Key | null;
  readonly resourceKey: Key | null;
  readonly relatedEntityKey: string | null;
  readonly relatedEntityType: 'USER' | null;
  readonly entityDescription: string | null;
}
