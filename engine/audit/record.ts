import type { Execution } from '../elements/execution.js';
import type { AuditLogRow } from '../state/rows.js';
import { DEFAULT_TENANT } from '../state/cluster-variables.js';

type Named = 'entityKey' | 'entityType' | 'operationType' | 'category';

/** What is told of one operation; what is left out does not apply. */
export type AuditEntry = Pick<AuditLogRow, Named> &
  Partial<Omit<AuditLogRow, Named | 'auditLogKey' | 'occurredAt' | 'actorId' | 'actorType' | 'result' | 'tenantId'>>;

const NOTHING = {
  batchOperationKey: null,
  batchOperationType: null,
  processDefinitionId: null,
  processDefinitionKey: null,
  processInstanceKey: null,
  rootProcessInstanceKey: null,
  elementInstanceKey: null,
  userTaskKey: null,
  decisionRequirementsId: null,
  decisionRequirementsKey: null,
  decisionDefinitionId: null,
  decisionDefinitionKey: null,
  decisionEvaluationKey: null,
  deploymentKey: null,
  formKey: null,
  resourceKey: null,
  relatedEntityKey: null,
  relatedEntityType: null,
  entityDescription: null,
};

/** Puts it into the audit log, in the same commit as what it tells of. */
export function record(run: Execution, actor: string, entry: AuditEntry, result: AuditLogRow['result']): void {
  const row: AuditLogRow = {
    ...NOTHING,
    ...entry,
    auditLogKey: run.newKey(),
    occurredAt: run.now,
    actorId: actor,
    actorType: 'USER',
    // Batches, as everything that concerns identities, belong to no tenant.
    tenantId: entry.entityType === 'BATCH' ? null : DEFAULT_TENANT,
    result,
  };
  run.emit('audited', { row });
}
