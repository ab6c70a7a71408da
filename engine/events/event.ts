import type { Key } from '../commands/requests.js';
import type * as rows from '../state/rows.js';

interface MigratedVersion {
  readonly processDefinitionVersion: number;
}
/** The definition that an instance has gone over to. */
interface Migrated extends MigratedVersion {
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionName: string | null;
  readonly processDefinitionVersionTag: string | null;
}
/** Where something that belongs to an element now belongs. */
interface MigratedElement {
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly elementId: string;
}

/** What has happened, as data: applying the same events to an empty state gives the same state again. */
export interface Events {
  'process-deployed': { readonly row: rows.ProcessDefinitionRow };
  'form-deployed': { readonly row: rows.FormRow };
  'resource-deployed': { readonly row: rows.ResourceRow };
  'decision-requirements-deployed': { readonly row: rows.DecisionRequirementsRow };
  'decision-deployed': { readonly row: rows.DecisionDefinitionRow };
  'process-deleted': { readonly key: Key };
  'process-history-condemned': { readonly key: Key };
  'process-forgotten': { readonly key: Key };
  'form-deleted': { readonly key: Key };
  'resource-deleted': { readonly key: Key };
  'decision-requirements-deleted': { readonly key: Key };
  'decision-evaluated': { readonly rows: readonly rows.DecisionInstanceRow[] };
  'instance-created': { readonly row: rows.ProcessInstanceRow };
  'instance-ended': { readonly key: Key; readonly state: 'COMPLETED' | 'TERMINATED'; readonly at: number };
  'element-activating': { readonly row: rows.ElementInstanceRow };
  'element-activated': { readonly key: Key };
  'element-completing': { readonly key: Key };
  'element-terminating': { readonly key: Key };
  'element-ended': { readonly key: Key; readonly state: 'COMPLETED' | 'TERMINATED'; readonly at: number };
  'element-runtime-changed': { readonly key: Key; readonly runtime: rows.ElementRuntime };
  'sequence-flow-taken': { readonly row: rows.SequenceFlowRow };
  'token-arrived': { readonly scopeKey: Key; readonly gatewayId: string; readonly flowId: string };
  'tokens-joined': { readonly scopeKey: Key; readonly gatewayId: string };
  'variable-created': { readonly row: rows.VariableRow };
  'variable-updated': { readonly row: rows.VariableRow };
  'job-created': { readonly row: rows.JobRow };
  'job-activated': { readonly key: Key; readonly worker: string; readonly deadline: number; readonly at: number };
  'job-released': { readonly key: Key; readonly timedOut: boolean; readonly at: number };
  'job-completed': {
    readonly key: Key;
    readonly at: number;
    readonly isDenied: boolean | null;
    readonly deniedReason: string | null;
  };
  'job-failed': {
    readonly key: Key;
    readonly at: number;
    readonly retries: number;
    readonly errorMessage: string;
    readonly retryAt: number | null;
  };
  'job-retry-due': { readonly key: Key; readonly at: number };
  'job-error-thrown': {
    readonly key: Key;
    readonly at: number;
    readonly errorCode: string;
    readonly errorMessage: string;
    readonly caught: boolean;
  };
  'job-unblocked': { readonly key: Key; readonly at: number };
  'job-updated': { readonly key: Key; readonly at: number; readonly retries?: number; readonly deadline?: number };
  'job-canceled': { readonly key: Key; readonly at: number };
  'user-task-created': { readonly row: rows.UserTaskRow };
  'user-task-changing': {
    readonly key: Key;
    readonly state: rows.UserTaskState;
    readonly pending: rows.PendingChange;
  };
  'user-task-changed': {
    readonly key: Key;
    readonly attributes: rows.TaskAttributes;
    readonly action: string;
  };
  'user-task-change-denied': { readonly key: Key };
  'user-task-ended': {
    readonly key: Key;
    readonly state: 'COMPLETED' | 'CANCELED';
    readonly attributes: rows.TaskAttributes;
    readonly action: string;
    readonly at: number;
  };
  'incident-created': { readonly row: rows.IncidentRow };
  'incident-resolved': { readonly key: Key; readonly at: number };
  'timer-created': { readonly row: rows.TimerRow };
  'timer-triggered': { readonly key: Key };
  'timer-canceled': { readonly key: Key };
  'message-published': { readonly row: rows.MessageRow };
  'message-correlated': { readonly row: rows.CorrelatedMessageRow; readonly closes: boolean };
  'message-expired': { readonly key: Key };
  'message-subscription-opened': { readonly row: rows.MessageSubscriptionRow };
  'message-subscription-closed': { readonly key: Key; readonly at: number };
  'signal-subscription-opened': { readonly row: rows.SignalSubscriptionRow };
  'signal-subscription-closed': { readonly key: Key };
  'cluster-variable-created': { readonly row: rows.ClusterVariableRow };
  'cluster-variable-updated': { readonly row: rows.ClusterVariableRow };
  'cluster-variable-deleted': { readonly key: Key };
  'batch-created': { readonly row: rows.BatchOperationRow };
  'batch-items-found': {
    readonly key: Key;
    readonly items: readonly rows.BatchItemRow[];
    readonly foundUpTo: Key | null;
  };
  'batch-state-changed': { readonly key: Key; readonly state: rows.BatchOperationState; readonly at: number };
  'batch-failed': { readonly key: Key; readonly fault: string; readonly at: number };
  'batch-item-ended': {
    readonly key: Key;
    readonly itemKey: Key;
    readonly state: 'COMPLETED' | 'FAILED' | 'CANCELED';
    readonly errorMessage: string | null;
    readonly at: number;
  };
  'instance-migrated': { readonly key: Key; readonly to: Migrated };
  'element-migrated': {
    readonly key: Key;
    readonly to: MigratedElement & { readonly elementName: string | null; readonly runtime: rows.ElementRuntime };
  };
  'job-migrated': { readonly key: Key; readonly to: MigratedElement & MigratedVersion; readonly at: number };
  'user-task-migrated': {
    readonly key: Key;
    readonly to: MigratedElement &
      MigratedVersion & { readonly name: string | null; readonly processName: string | null };
  };
  'incident-migrated': { readonly key: Key; readonly to: MigratedElement };
  'timer-migrated': { readonly key: Key; readonly to: Omit<MigratedElement, 'processDefinitionId'> };
  'message-subscription-migrated': { readonly key: Key; readonly to: MigratedElement; readonly at: number };
  'signal-subscription-migrated': { readonly key: Key; readonly to: Omit<MigratedElement, 'processDefinitionId'> };
  'global-task-listener-created': { readonly row: rows.GlobalTaskListenerRow };
  'global-task-listener-updated': { readonly row: rows.GlobalTaskListenerRow };
  'global-task-listener-deleted': { readonly key: Key };
  audited: { readonly row: rows.AuditLogRow };
  'clock-pinned': { readonly pinnedAt: number };
  'clock-reset': { readonly at: number };
}

export type EventType = keyof Events;
export type EngineEvent = { [Type in EventType]: Events[Type] & { readonly type: Type } }[EventType];
