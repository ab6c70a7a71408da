import type { Execution } from '../elements/execution.js';
import type { AuditLogRow, UserTaskRow } from '../state/rows.js';
import { record } from './record.js';

/** How a change of a user task that somebody known has asked for came out. */
export function auditChange(run: Execution, task: UserTaskRow, result: AuditLogRow['result']): void {
  const { pending } = task;
  if (pending?.actor === undefined) return;
  const { assignee } = pending.attributes;
  const operationType =
    pending.event === 'completing'
      ? 'COMPLETE'
      : pending.event !== 'assigning'
        ? 'UPDATE'
        : assignee === null
          ? 'UNASSIGN'
          : 'ASSIGN';
  record(run, pending.actor, { ...aboutTask(task), operationType, ...aboutAssignee(operationType, assignee) }, result);
}

const aboutAssignee = (operationType: AuditLogRow['operationType'], assignee: string | null) =>
  operationType === 'ASSIGN' ? ({ relatedEntityKey: assignee, relatedEntityType: 'USER' } as const) : {};

export function aboutTask(task: UserTaskRow) {
  return {
    entityKey: task.userTaskKey,
    entityType: 'USER_TASK',
    category: 'USER_TASKS',
    entityDescription: task.name,
    userTaskKey: task.userTaskKey,
    elementInstanceKey: task.elementInstanceKey,
    processInstanceKey: task.processInstanceKey,
    rootProcessInstanceKey: task.rootProcessInstanceKey,
    processDefinitionKey: task.processDefinitionKey,
    processDefinitionId: task.processDefinitionId,
  } as const;
}
