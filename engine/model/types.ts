import type { Json } from '../commands/requests.js';
import type { Expression } from './expression.js';

/** Element types as the REST contract names them. */
export type ElementType =
  | 'PROCESS'
  | 'SUB_PROCESS'
  | 'EVENT_SUB_PROCESS'
  | 'AD_HOC_SUB_PROCESS'
  | 'AD_HOC_SUB_PROCESS_INNER_INSTANCE'
  | 'START_EVENT'
  | 'INTERMEDIATE_CATCH_EVENT'
  | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT'
  | 'END_EVENT'
  | 'SERVICE_TASK'
  | 'RECEIVE_TASK'
  | 'USER_TASK'
  | 'MANUAL_TASK'
  | 'TASK'
  | 'EXCLUSIVE_GATEWAY'
  | 'INCLUSIVE_GATEWAY'
  | 'PARALLEL_GATEWAY'
  | 'EVENT_BASED_GATEWAY'
  | 'MULTI_INSTANCE_BODY'
  | 'CALL_ACTIVITY'
  | 'BUSINESS_RULE_TASK'
  | 'SCRIPT_TASK'
  | 'SEND_TASK';

/** One process of a deployed diagram, checked and with every expression parsed. */
export interface ProcessModel {
  readonly id: string;
  readonly name: string | null;
  readonly versionTag: string | null;
  readonly startForm: FormLink | null;
  /** The process itself as the outermost scope; its element id is the process id. */
  readonly root: ElementModel;
  readonly elements: ReadonlyMap<string, ElementModel>;
  /** Ids of the elements that conditional events watch, and of everything around those; mostly empty. */
  readonly watched: ReadonlySet<string>;
}

/** One flow node, with everything the engine must know to run it. Sequence flows link the models directly. */
export interface ElementModel {
  readonly id: string;
  readonly name: string | null;
  readonly type: ElementType;
  /** Enclosing scope; null for the process. */
  readonly scope: ElementModel | null;
  readonly incoming: SequenceFlow[];
  readonly outgoing: SequenceFlow[];
  defaultFlow: SequenceFlow | null;
  /** Of a process or subprocess: its none start (or, in an event subprocess, its only start event). */
  startEvent: ElementModel | null;
  /** Of a process: message, timer and signal start events. */
  readonly startEvents: ElementModel[];
  /** Of a scope: everything directly inside it. */
  readonly children: ElementModel[];
  readonly eventSubprocesses: ElementModel[];
  readonly boundaryEvents: ElementModel[];
  /** Of a process or subprocess: its catching link events. */
  readonly linkCatches: ElementModel[];
  /** Of a boundary event. */
  attachedTo: ElementModel | null;
  /** Undoes another activity; begins by compensation only, never by a sequence flow. */
  readonly isCompensationHandler: boolean;
  /** Of a compensation boundary event: the activity that undoes its host. */
  compensationHandler: ElementModel | null;
  /** Of a boundary or event subprocess start event. */
  interrupting: boolean;
  event: EventDefinition;
  inputs: readonly Mapping[];
  outputs: readonly Mapping[];
  /** Of job elements; of a user task only when it is a job. */
  job: JobDefinition | null;
  script: ScriptDefinition | null;
  userTask: UserTaskDefinition | null;
  call: CallDefinition | null;
  /** Of a business rule task without a job. */
  decision: DecisionCall | null;
  loop: LoopDefinition | null;
  /** Of an ad-hoc subprocess, and of the scope between it and its elements. */
  adHoc: AdHocDefinition | null;
  startListeners: readonly ListenerDefinition[];
  endListeners: readonly ListenerDefinition[];
}

export interface SequenceFlow {
  readonly id: string;
  readonly source: ElementModel;
  readonly target: ElementModel;
  readonly condition: Expression | null;
}

export type EventDefinition =
  | { readonly kind: 'none' | 'terminate' }
  | { readonly kind: 'message'; readonly name: Expression; readonly correlationKey: Expression | null }
  | { readonly kind: 'timer'; readonly timer: 'date' | 'duration' | 'cycle'; readonly value: Expression }
  /** Code null on a catching event: catches all. */
  | { readonly kind: 'error' | 'escalation'; readonly code: Expression | null }
  | { readonly kind: 'signal'; readonly name: Expression }
  | { readonly kind: 'link'; readonly name: string }
  | ConditionalDefinition
  /** On a throwing event: the one activity to compensate; null: everything completed in its scope. */
  | { readonly kind: 'compensation'; readonly activityId: string | null };

export type VariableChange = 'create' | 'update';

/** Happens when a variable changes and the condition then holds. */
export interface ConditionalDefinition {
  readonly kind: 'conditional';
  readonly condition: Expression;
  /** Variables whose change matters: those the condition reads, or the names of a zeebe:conditionalFilter. */
  readonly names: ReadonlySet<string>;
  readonly changes: readonly VariableChange[];
}

/** zeebe:input / zeebe:output; the target is a path such as ['order', 'status']. */
export interface Mapping {
  readonly source: Expression;
  readonly target: readonly string[];
}

export interface JobDefinition {
  readonly type: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ScriptDefinition {
  readonly expression: Expression;
  readonly resultVariable: string;
}

export type BindingType = 'latest' | 'deployment' | 'versionTag';

export interface FormLink {
  readonly formId: Expression;
  readonly binding: BindingType;
  readonly versionTag: string | null;
}

export type TaskListenerEvent = 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling';

export interface ListenerDefinition {
  readonly type: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UserTaskDefinition {
  readonly assignee: Expression | null;
  readonly candidateGroups: Expression | null;
  readonly candidateUsers: Expression | null;
  readonly dueDate: Expression | null;
  readonly followUpDate: Expression | null;
  readonly priority: Expression | null;
  readonly form: FormLink | null;
  readonly externalFormReference: Expression | null;
  /** Of a user task that is a job: form in the words of its worker. */
  readonly formKey: Expression | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly listeners: Readonly<Record<TaskListenerEvent, readonly ListenerDefinition[]>>;
}

export interface CallDefinition {
  readonly processId: Expression;
  readonly binding: BindingType;
  readonly versionTag: string | null;
  readonly propagateAllParentVariables: boolean;
  readonly propagateAllChildVariables: boolean;
  readonly businessId: Expression | null;
}

/** zeebe:calledDecision. */
export interface DecisionCall {
  readonly decisionId: Expression;
  readonly resultVariable: string;
  readonly binding: BindingType;
  readonly versionTag: string | null;
}

export interface LoopDefinition {
  readonly sequential: boolean;
  readonly inputCollection: Expression;
  readonly inputElement: string | null;
  readonly outputCollection: string | null;
  readonly outputElement: Expression | null;
  readonly completionCondition: Expression | null;
}

export interface AdHocDefinition {
  /** Ids of the elements to begin with; null: none. */
  readonly activeElements: Expression | null;
  /** Asked whenever something inside has completed; null: it ends with the last of them. */
  readonly completionCondition: Expression | null;
  /** When the condition holds: the rest is terminated, and not waited for. */
  readonly cancelsRemaining: boolean;
  readonly outputCollection: string | null;
  readonly outputElement: Expression | null;
  /** What a worker is told of the elements that can begin; known once all flows are. */
  elements: readonly Readonly<Record<string, Json>>[];
}
