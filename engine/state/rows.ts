import type {
  BatchOperationType,
  EvaluatedInput,
  GlobalTaskListenerEvent,
  JobKind,
  Json,
  Key,
  ListenerEventType,
  MigrateInstanceRequest,
  MatchedRule,
  Variables,
} from '../commands/requests.js';
import type { ElementType, TaskListenerEvent } from '../model/types.js';

/** The live rows, column for column as in store/schema.sql; times in ms, keys as decimal text. */
export interface ProcessDefinitionRow {
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly name: string | null;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly bpmnXml: string;
  readonly deploymentKey: Key;
  readonly startFormId: string | null;
  readonly startFormBinding: string | null;
  readonly startFormVersionTag: string | null;
  readonly state: 'ACTIVE' | 'DELETED';
  /** Of a deleted definition: what is to become of its ended instances. */
  readonly history: 'KEPT' | 'TO_DELETE' | 'DELETED';
  readonly deployedAt: number;
}

export interface FormRow {
  readonly formKey: Key;
  readonly formId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly schema: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** A deployed file that no command reads: handed out as it is. */
export interface ResourceRow {
  readonly resourceKey: Key;
  readonly resourceId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly content: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** One deployed DMN file. */
export interface DecisionRequirementsRow {
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly dmnXml: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** One decision of a deployed DMN file. */
export interface DecisionDefinitionRow {
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly name: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** One decision that was evaluated, on its own or for another: history that no command reads. */
export interface DecisionInstanceRow {
  /** Key of the evaluation and place in it, from 1: `2251799813685251-1`. */
  readonly decisionEvaluationInstanceKey: string;
  readonly decisionEvaluationKey: Key;
  readonly state: 'EVALUATED' | 'FAILED';
  readonly evaluationDate: number;
  readonly evaluationFailure: string | null;
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly decisionDefinitionName: string;
  readonly decisionDefinitionVersion: number;
  readonly decisionDefinitionType: string;
  readonly decisionRequirementsKey: Key;
  /** The decision that was asked for. */
  readonly rootDecisionDefinitionKey: Key;
  readonly processDefinitionKey: Key | null;
  readonly processDefinitionId: string | null;
  readonly processInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly result: Json;
  readonly evaluatedInputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly MatchedRule[];
}

export type RunState = 'ACTIVE' | 'COMPLETED' | 'TERMINATED';

export interface ProcessInstanceRow {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionName: string | null;
  readonly processDefinitionVersion: number;
  readonly processDefinitionVersionTag: string | null;
  readonly parentProcessInstanceKey: Key | null;
  readonly parentElementInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key;
  readonly state: RunState;
  readonly startDate: number;
  readonly endDate: number | null;
  readonly incidentCount: number;
  readonly tags: readonly string[];
  readonly businessId: string | null;
  readonly startCorrelationKey: string | null;
}

export type Phase = 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'TERMINATING' | 'ENDED';

/** An event that goes on once what it interrupts has ended. */
export interface PendingTrigger {
  readonly elementId: string;
  readonly variables: Variables;
}

export interface LoopRuntime {
  readonly items: readonly Json[];
  readonly started: number;
  readonly completed: number;
  /** Inner instances that were ended from outside while the loop goes on. */
  readonly terminated?: number;
  /** The completion condition holds. */
  readonly enough?: boolean;
}

/** An activity that has completed and can be undone. */
export interface Compensable {
  /** The compensation boundary event that leads to the handler. */
  readonly eventId: string;
  /** The activity, and before it the completed subprocesses around it, outermost first. */
  readonly activityIds: readonly string[];
  /** Variables of those subprocesses: the handler still sees them. */
  readonly locals: Variables;
}

/** What only the engine needs to know of an element instance. */
export interface ElementRuntime {
  /** Tokens waiting at joins of this scope: gateway id, then flow id, then how many. */
  readonly arrived?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of a multi-instance body. */
  readonly loop?: LoopRuntime;
  /** Position of an inner instance in its loop, from 1. */
  readonly loopCounter?: number;
  /** Variables of the event or job that ends (or started) this element; merged on completion. */
  readonly trigger?: Variables;
  readonly pending?: PendingTrigger | null;
  /** An interrupting event subprocess has taken over this scope. */
  readonly interrupted?: boolean;
  /** How many of the listeners of this phase are done. */
  readonly listenersDone?: number;
  readonly calledKey?: Key;
  /** Elements to begin with in place of the start event. */
  readonly startAt?: readonly string[];
  /** Of a process: end the instance once one of these elements has completed. */
  readonly terminateAfter?: readonly string[];
  /** Of an event-based gateway: the catch event that was triggered. */
  readonly chosen?: PendingTrigger;
  /** Of an ad-hoc subprocess: it ends as soon as nothing inside it lives any more. */
  readonly endsWhenEmpty?: boolean;
  /** Of a scope: what has completed in it and can be undone. */
  readonly compensables?: readonly Compensable[];
  /** Of a compensation handler: the throw event that waits for it. */
  readonly compensatesFor?: Key;
}

export interface ElementInstanceRow {
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly scopeKey: Key | null;
  readonly elementId: string;
  readonly elementName: string | null;
  readonly type: ElementType;
  readonly state: RunState;
  readonly startDate: number;
  readonly endDate: number | null;
  readonly incidentKey: Key | null;
  readonly incidentCount: number;
  readonly phase: Phase;
  readonly runtime: ElementRuntime;
}

export interface SequenceFlowRow {
  readonly processInstanceKey: Key;
  readonly sequenceFlowId: string;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
}

export interface VariableRow {
  readonly variableKey: Key;
  readonly scopeKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly name: string;
  readonly value: Json;
}

export type JobState =
  'CREATED' | 'COMPLETED' | 'CANCELED' | 'FAILED' | 'ERROR_THROWN' | 'TIMED_OUT' | 'RETRIES_UPDATED' | 'MIGRATED';
export type JobStatus = 'ACTIVATABLE' | 'ACTIVATED' | 'BACKING_OFF' | 'BLOCKED' | 'DONE';

export interface JobRow {
  readonly jobKey: Key;
  readonly type: string;
  readonly kind: JobKind;
  readonly listenerEventType: ListenerEventType;
  readonly state: JobState;
  readonly status: JobStatus;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly userTaskKey: Key | null;
  readonly worker: string;
  readonly retries: number;
  readonly deadline: number | null;
  readonly retryAt: number | null;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly isDenied: boolean | null;
  readonly deniedReason: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly hasFailedWithRetriesLeft: boolean;
  readonly creationTime: number;
  readonly lastUpdateTime: number;
  readonly endTime: number | null;
}

export type UserTaskState =
  'CREATING' | 'CREATED' | 'ASSIGNING' | 'UPDATING' | 'COMPLETING' | 'COMPLETED' | 'CANCELING' | 'CANCELED';

/** What people can see and change of a user task. Dates are ms. */
export interface TaskAttributes {
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly priority: number;
  readonly dueDate: number | null;
  readonly followUpDate: number | null;
}

/** The change of a user task that waits for its listeners. */
export interface PendingChange {
  readonly event: TaskListenerEvent;
  /** The caller who waits for the answer; null when nobody does. */
  readonly requestKey: Key | null;
  readonly action: string;
  readonly listenersDone: number;
  /** How the task will be, corrections included. */
  readonly attributes: TaskAttributes;
  readonly changed: readonly string[];
  readonly variables: Variables;
  /** Of variables that are set from outside: they stay variables of the element alone. */
  readonly isLocal?: boolean;
  /** As it was asked for, once a listener has corrected it: all listeners begin anew when one of them cannot be asked. */
  readonly uncorrected?: { readonly attributes: TaskAttributes; readonly changed: readonly string[] };
  /** The global listeners that there were when it began; left out: none. */
  readonly globalListeners?: PinnedListeners;
  /** The known user who asked for it: how it comes out is written to the audit log. */
  readonly actor?: string;
}

/** What a change must know of a global listener. */
export interface PinnedListener {
  readonly type: string;
  readonly retries: number;
}

/** Global listeners that run before and after those of the diagram, in their order. */
export interface PinnedListeners {
  readonly before: readonly PinnedListener[];
  readonly after: readonly PinnedListener[];
}

export interface UserTaskRow extends TaskAttributes {
  readonly userTaskKey: Key;
  readonly name: string | null;
  readonly state: UserTaskState;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly processName: string | null;
  readonly creationDate: number;
  readonly completionDate: number | null;
  readonly formKey: Key | null;
  readonly externalFormReference: string | null;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly action: string;
  readonly pending: PendingChange | null;
}

export type IncidentType =
  | 'AD_HOC_SUB_PROCESS_NO_RETRIES'
  | 'CALLED_DECISION_ERROR'
  | 'CALLED_ELEMENT_ERROR'
  | 'CONDITION_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'EXECUTION_LISTENER_NO_RETRIES'
  | 'EXTRACT_VALUE_ERROR'
  | 'FORM_NOT_FOUND'
  | 'IO_MAPPING_ERROR'
  | 'JOB_NO_RETRIES'
  | 'TASK_LISTENER_NO_RETRIES'
  | 'UNHANDLED_ERROR_EVENT'
  | 'UNKNOWN';

export interface IncidentRow {
  readonly incidentKey: Key;
  readonly errorType: IncidentType;
  readonly errorMessage: string;
  readonly state: 'ACTIVE' | 'RESOLVED';
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly jobKey: Key | null;
  readonly creationTime: number;
  readonly resolvedAt: number | null;
}

export interface TimerRow {
  readonly timerKey: Key;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly elementId: string;
  readonly dueDate: number;
  readonly repetitions: number;
  readonly cycle: string | null;
}

export interface MessageRow {
  readonly messageKey: Key;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Variables;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly correlatedProcessIds: readonly string[];
}

export interface MessageSubscriptionRow {
  readonly messageSubscriptionKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key | null;
  readonly elementId: string;
  readonly elementInstanceKey: Key | null;
  readonly state: 'CREATED' | 'CORRELATED' | 'DELETED' | 'MIGRATED';
  readonly lastUpdatedDate: number;
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly live: boolean;
}

export interface CorrelatedMessageRow {
  readonly messageKey: Key;
  readonly subscriptionKey: Key;
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly correlationTime: number;
  readonly elementId: string;
  readonly elementInstanceKey: Key | null;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
}

export interface SignalSubscriptionRow {
  readonly signalSubscriptionKey: Key;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly elementId: string;
  readonly signalName: string;
}

/** A value that every expression of the cluster, or of one tenant, can read. */
export interface ClusterVariableRow {
  readonly clusterVariableKey: Key;
  readonly scope: 'GLOBAL' | 'TENANT';
  /** null in the scope GLOBAL. */
  readonly tenantId: string | null;
  readonly name: string;
  readonly value: Json;
}

/** A listener that takes part in the events of every user task. */
export interface GlobalTaskListenerRow {
  readonly globalTaskListenerKey: Key;
  readonly id: string;
  readonly type: string;
  readonly retries: number;
  readonly eventTypes: readonly GlobalTaskListenerEvent[];
  readonly afterNonGlobal: boolean;
  readonly priority: number;
  readonly source: 'API';
}

/** CREATED: its items are still being looked up. */
export type BatchOperationState = 'CREATED' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CANCELED' | 'FAILED';

/** What a batch operation does, and to what. */
export interface BatchPlan {
  /** Filter of the search whose results become items, as the search has read it. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Only this process instance and those it has called. */
  readonly within?: Key;
  readonly migration?: Omit<MigrateInstanceRequest, 'processInstanceKey'>;
  readonly moves?: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
}

export interface BatchOperationRow {
  readonly batchOperationKey: Key;
  readonly batchOperationType: BatchOperationType;
  readonly state: BatchOperationState;
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly actorType: 'ANONYMOUS' | 'USER';
  readonly actorId: string | null;
  readonly totalCount: number;
  readonly failedCount: number;
  readonly completedCount: number;
  readonly plan: BatchPlan;
  /** Key of the last item that has been looked up; null: all of them have been. */
  readonly foundUpTo: Key | null;
  /** Why the items could not be looked up. */
  readonly fault: string | null;
  /** There is still something to do for it, or it waits to go on. */
  readonly live: boolean;
}

export interface BatchItemRow {
  readonly batchOperationKey: Key;
  readonly batchOperationType: BatchOperationType;
  readonly itemKey: Key;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key | null;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  readonly processedDate: number | null;
  readonly errorMessage: string | null;
}

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

/** The one row that says where a pinned clock stands. */
export const CLOCK_KEY = '1';

export interface ClockRow {
  readonly id: Key;
  readonly pinnedAt: number;
}
