import type { EvaluatedInput, EvaluatedOutput, MatchedRule } from '../dmn/index.js';
import type { ExactNumber } from '../feel/index.js';

/**
 * What callers send and get. Keys are decimal texts of an int64, times are milliseconds of the engine's clock,
 * variables are plain JSON objects. A field that is left out or undefined means "not given".
 */
export type Key = string;
export type Json = null | boolean | number | ExactNumber | string | Json[] | { [name: string]: Json };
export type Variables = Record<string, Json>;
export type Optional<T> = T | undefined;
export type { EvaluatedInput, EvaluatedOutput, MatchedRule };

export interface DeployRequest {
  readonly resources: readonly { readonly name: string; readonly content: string | Uint8Array }[];
}
export interface DeployedProcess {
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly version: number;
  readonly resourceName: string;
}
export interface DeployedForm {
  readonly formKey: Key;
  readonly formId: string;
  readonly version: number;
  readonly resourceName: string;
}
/** A file that the engine only keeps and hands out: a script of an RPA worker. */
export interface DeployedResource {
  readonly resourceKey: Key;
  readonly resourceId: string;
  readonly version: number;
  readonly resourceName: string;
}
/** A decision requirements graph: one DMN file. */
export interface DeployedDecisionRequirements {
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
}
export interface DeployedDecision {
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly name: string;
  readonly version: number;
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
}
export interface DeployReply {
  readonly deploymentKey: Key;
  readonly processes: readonly DeployedProcess[];
  readonly decisions: readonly DeployedDecision[];
  readonly decisionRequirements: readonly DeployedDecisionRequirements[];
  readonly forms: readonly DeployedForm[];
  readonly resources: readonly DeployedResource[];
}

export interface CreateInstanceRequest {
  /** Either the id (with version, latest by default) or the key. */
  readonly processDefinitionId?: Optional<string>;
  readonly processDefinitionKey?: Optional<Key>;
  /** -1 or left out: the latest. */
  readonly processDefinitionVersion?: Optional<number>;
  readonly variables?: Optional<Variables>;
  readonly startInstructions?: Optional<readonly { readonly elementId: string }[]>;
  readonly runtimeInstructions?: Optional<readonly { readonly type: string; readonly afterElementId: string }[]>;
  readonly tags?: Optional<readonly string[]>;
  readonly businessId?: Optional<string>;
  /** Answer only when the instance has ended; rejects with DEADLINE_EXCEEDED after requestTimeout (0: 10 s). */
  readonly awaitCompletion?: Optional<boolean>;
  readonly requestTimeout?: Optional<number>;
  /** With awaitCompletion: the root variables to return; empty or left out: all. */
  readonly fetchVariables?: Optional<readonly string[]>;
}
export interface CreateInstanceReply {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly variables: Variables;
  readonly tags: readonly string[];
  readonly businessId: string | null;
}

export interface ActivateJobsRequest {
  readonly type: string;
  readonly worker?: Optional<string>;
  /** How long the worker may hold each job, ms. */
  readonly timeout: number;
  readonly maxJobsToActivate: number;
  readonly fetchVariable?: Optional<readonly string[]>;
  /** ms to wait for a job; 0 or left out: the default of 10 s; negative: answer at once. */
  readonly requestTimeout?: Optional<number>;
  /** Only jobs of these processes; left out: of all. */
  readonly processDefinitionIds?: Optional<readonly string[]>;
}
export type StreamJobsRequest = Omit<ActivateJobsRequest, 'maxJobsToActivate' | 'requestTimeout'>;
export interface ActivatedJob {
  readonly jobKey: Key;
  readonly type: string;
  readonly kind: JobKind;
  readonly listenerEventType: ListenerEventType;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processDefinitionVersion: number;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly customHeaders: Record<string, string>;
  readonly worker: string;
  readonly retries: number;
  readonly deadline: number;
  readonly variables: Variables;
  readonly tags: readonly string[];
  /** Only on task listener jobs. */
  readonly userTask: JobUserTask | null;
}
export interface JobUserTask {
  readonly action: string;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly changedAttributes: readonly string[];
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly formKey: Key | null;
  readonly priority: number | null;
  readonly userTaskKey: Key;
}
export type JobKind = 'BPMN_ELEMENT' | 'EXECUTION_LISTENER' | 'TASK_LISTENER' | 'AD_HOC_SUB_PROCESS';
export type ListenerEventType =
  'UNSPECIFIED' | 'START' | 'END' | 'CREATING' | 'ASSIGNING' | 'UPDATING' | 'COMPLETING' | 'CANCELING';

/** Attributes a listener may correct or an update may set. `null` means "left alone", '' or [] clears. */
export interface UserTaskAttributes {
  readonly assignee?: Optional<string | null>;
  readonly dueDate?: Optional<string | null>;
  readonly followUpDate?: Optional<string | null>;
  readonly candidateUsers?: Optional<readonly string[] | null>;
  readonly candidateGroups?: Optional<readonly string[] | null>;
  readonly priority?: Optional<number | null>;
}
export interface AdHocElement {
  readonly elementId: string;
  readonly variables?: Optional<Variables | null>;
}
export interface ActivateAdHocElementsRequest {
  readonly adHocSubProcessInstanceKey: Key;
  readonly elements: readonly AdHocElement[];
  /** Ends what is active in it already. */
  readonly cancelRemainingInstances?: Optional<boolean>;
}
export interface CompleteJobRequest {
  readonly jobKey: Key;
  readonly variables?: Optional<Variables | null>;
  readonly result?: Optional<{
    readonly type?: Optional<string>;
    readonly denied?: Optional<boolean | null>;
    readonly deniedReason?: Optional<string | null>;
    readonly corrections?: Optional<UserTaskAttributes | null>;
    /** Of the worker of an ad-hoc subprocess: what begins now, each with variables of its own. */
    readonly activateElements?: Optional<readonly AdHocElement[] | null>;
    readonly isCompletionConditionFulfilled?: Optional<boolean | null>;
    readonly isCancelRemainingInstances?: Optional<boolean | null>;
  } | null>;
}
export interface FailJobRequest {
  readonly jobKey: Key;
  /** Left out: 0. */
  readonly retries?: Optional<number>;
  readonly errorMessage?: Optional<string>;
  /** ms before the job is handed out again. */
  readonly retryBackOff?: Optional<number>;
  readonly variables?: Optional<Variables | null>;
}
export interface ThrowJobErrorRequest {
  readonly jobKey: Key;
  readonly errorCode: string;
  readonly errorMessage?: Optional<string | null>;
  readonly variables?: Optional<Variables | null>;
}
export interface UpdateJobRequest {
  readonly jobKey: Key;
  readonly retries?: Optional<number | null>;
  /** New time to hold the job, ms from now. */
  readonly timeout?: Optional<number | null>;
}

export interface PublishMessageRequest {
  readonly name: string;
  readonly correlationKey?: Optional<string>;
  /** ms the message is buffered; 0 or left out: not at all. */
  readonly timeToLive?: Optional<number>;
  readonly messageId?: Optional<string>;
  readonly variables?: Optional<Variables | null>;
}
export interface PublishMessageReply {
  readonly messageKey: Key;
}
export interface CorrelateMessageRequest {
  readonly name: string;
  readonly correlationKey?: Optional<string>;
  readonly variables?: Optional<Variables | null>;
}
export interface CorrelateMessageReply {
  readonly messageKey: Key;
  readonly processInstanceKey: Key;
}
export interface BroadcastSignalRequest {
  readonly signalName: string;
  readonly variables?: Optional<Variables | null>;
}
export interface BroadcastSignalReply {
  readonly signalKey: Key;
}

export interface EvaluateConditionalsRequest {
  /** Left out: all process definitions. */
  readonly processDefinitionKey?: Optional<Key>;
  readonly variables: Variables;
}
export interface EvaluateConditionalsReply {
  readonly conditionalEvaluationKey: Key;
  readonly processInstances: readonly { readonly processDefinitionKey: Key; readonly processInstanceKey: Key }[];
}

/** Who asks: a known user, whose operations are written to the audit log; left out: they are not. */
export interface ByActor {
  readonly actor?: Optional<string>;
}
/** What the caller knows of a task, and goes by. */
export interface AsSeen {
  /** Whose it is: refused when that is not so any more. Left out: that does not matter. */
  readonly assignedTo?: Optional<string | null>;
}
export interface AssignUserTaskRequest extends ByActor, AsSeen {
  readonly userTaskKey: Key;
  readonly assignee?: Optional<string>;
  /** Default true. */
  readonly allowOverride?: Optional<boolean | null>;
  readonly action?: Optional<string | null>;
}
export interface UpdateUserTaskRequest extends ByActor {
  readonly userTaskKey: Key;
  readonly changeset?: Optional<UserTaskAttributes | null>;
  readonly action?: Optional<string | null>;
}
export interface UnassignUserTaskRequest extends ByActor, AsSeen {
  readonly userTaskKey: Key;
}
export interface CompleteUserTaskRequest extends ByActor, AsSeen {
  readonly userTaskKey: Key;
  readonly variables?: Optional<Variables | null>;
  readonly action?: Optional<string | null>;
}
export interface SetVariablesRequest extends ByActor {
  readonly elementInstanceKey: Key;
  readonly variables: Variables;
  readonly local?: Optional<boolean>;
}
export interface SetVariablesReply {
  /** The key of this change, of which nothing else is kept. */
  readonly changeKey: Key;
}
/** Variables for the scope of this id, or (left out or empty) for the whole instance. */
export interface VariableInstruction {
  readonly variables: Variables;
  readonly scopeId?: Optional<string>;
}
export interface ActivateInstruction {
  readonly elementId: string;
  /** The scope to begin in, as deep as it is known; scopes between it and the element are created. -1: none given. */
  readonly ancestorElementInstanceKey?: Optional<Key>;
  readonly variableInstructions?: Optional<readonly VariableInstruction[]>;
}
/** Ends instances of one element and begins another for each of them. */
export interface MoveInstruction {
  readonly sourceElementInstruction:
    | { readonly sourceType: 'byId'; readonly sourceElementId: string }
    | { readonly sourceType: 'byKey'; readonly sourceElementInstanceKey: Key };
  readonly targetElementId: string;
  /**
   * Where the target begins: in the scope of this key, in the nearest scope around the source that is around the target
   * too (inferred), or in the very scope of the source. Left out: in the only instance of its scope.
   */
  readonly ancestorScopeInstruction?: Optional<
    | { readonly ancestorScopeType: 'direct'; readonly ancestorElementInstanceKey: Key }
    | { readonly ancestorScopeType: 'inferred' }
    | { readonly ancestorScopeType: 'sourceParent' }
  >;
  readonly variableInstructions?: Optional<readonly VariableInstruction[]>;
}
export interface ModifyInstanceRequest {
  readonly processInstanceKey: Key;
  readonly activateInstructions?: Optional<readonly ActivateInstruction[]>;
  readonly moveInstructions?: Optional<readonly MoveInstruction[]>;
  /** Each by exactly one of key and element id. */
  readonly terminateInstructions?: Optional<
    readonly { readonly elementInstanceKey?: Optional<Key>; readonly elementId?: Optional<string> }[]
  >;
}
/** Element ids of the running version and those they become; gateways with waiting tokens and their flows too. */
export interface MigrateInstanceRequest {
  readonly processInstanceKey: Key;
  readonly targetProcessDefinitionKey: Key;
  readonly mappingInstructions: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
}
export interface ClusterVariableReference {
  /** null: a variable of the whole cluster. */
  readonly tenantId: string | null;
  readonly name: string;
}
export interface SetClusterVariableRequest extends ClusterVariableReference {
  readonly value: Json;
}
export type GlobalTaskListenerEvent = 'all' | 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling';
export interface GlobalTaskListenerRequest {
  readonly id: string;
  readonly type?: Optional<string>;
  readonly eventTypes: readonly GlobalTaskListenerEvent[];
  /** Left out: 3. */
  readonly retries?: Optional<number>;
  /** Runs after the listeners of the diagram; left out: before them. */
  readonly afterNonGlobal?: Optional<boolean>;
  /** 0 to 100, the highest first; left out: 50. */
  readonly priority?: Optional<number>;
}
/** One operation on everything that a search finds; `filter` as the search has read it. */
export interface CreateBatchRequest {
  readonly batchOperationType: BatchOperationType;
  readonly filter: Readonly<Record<string, unknown>>;
  /** Only this process instance and those it has called. */
  readonly within?: Optional<Key>;
  /** Of a migration. */
  readonly migration?: Optional<Omit<MigrateInstanceRequest, 'processInstanceKey'>>;
  /** Of a modification: every token of the source moves to the target, within its scope. */
  readonly moves?: Optional<readonly { readonly sourceElementId: string; readonly targetElementId: string }[]>;
  /** Who asks for it; left out: nobody known. */
  readonly username?: Optional<string>;
}
export interface CreateBatchReply {
  readonly batchOperationKey: Key;
  readonly batchOperationType: BatchOperationType;
}
export type BatchOperationType =
  | 'CANCEL_PROCESS_INSTANCE'
  | 'DELETE_DECISION_INSTANCE'
  | 'DELETE_PROCESS_INSTANCE'
  | 'MIGRATE_PROCESS_INSTANCE'
  | 'MODIFY_PROCESS_INSTANCE'
  | 'RESOLVE_INCIDENT';
export interface EvaluateExpressionReply {
  readonly result: Json;
  readonly warnings: readonly { readonly message: string }[];
}

/** Either the id (its latest version) or the key of one version; the id comes first. */
export interface EvaluateDecisionRequest {
  readonly decisionDefinitionId?: Optional<string>;
  readonly decisionDefinitionKey?: Optional<Key>;
  readonly variables?: Optional<Variables | null>;
}
/** One decision of an evaluation; inputs and rules only of a decision table. */
export interface EvaluatedDecision {
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly decisionDefinitionName: string;
  readonly decisionDefinitionVersion: number;
  readonly decisionDefinitionType: string;
  /** Key of the evaluation and place in it, from 1: `2251799813685251-1`. */
  readonly decisionEvaluationInstanceKey: string;
  readonly output: Json;
  readonly evaluatedInputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly MatchedRule[];
}
/** An evaluation that fails is a reply, too: output null, with the reason. */
export interface EvaluateDecisionReply {
  readonly decisionEvaluationKey: Key;
  readonly decisionDefinitionKey: Key;
  readonly decisionDefinitionId: string;
  readonly decisionDefinitionName: string;
  readonly decisionDefinitionVersion: number;
  readonly decisionRequirementsKey: Key;
  readonly decisionRequirementsId: string;
  readonly output: Json;
  readonly failedDecisionDefinitionId: string | null;
  readonly failureMessage: string | null;
  /** The decision after all it requires. */
  readonly evaluatedDecisions: readonly EvaluatedDecision[];
}
