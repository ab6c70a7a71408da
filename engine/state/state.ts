import type { Key } from '../commands/requests.js';
import type { DecisionGraph } from '../dmn/index.js';
import type { ProcessModel } from '../model/types.js';
import { ClusterVariables } from './cluster-variables.js';
import { DueQueue, DueRows } from './due-queue.js';
import type { RowDue } from './due-queue.js';
import { Journal } from './journal.js';
import type * as rows from './rows.js';
import { Index } from './row-index.js';
import { Table } from './table.js';
import type { RowChange } from './table.js';

/** Order of age: keys only ever grow. */
export const byKey = (one: Key, other: Key): number =>
  one.length !== other.length ? one.length - other.length : one < other ? -1 : one > other ? 1 : 0;

/** Text that names a message or an active message-started instance. */
export const pairKey = (name: string, correlationKey: string): string => `${name}\u0000${correlationKey}`;

/** One thing may be an item of several batch operations. */
export const batchItemKey = (batchOperationKey: Key, itemKey: Key): string => `${batchOperationKey} ${itemKey}`;

/** The end of the lock of a worker, or of the time to wait before another try. */
function dueOfJob({ status, deadline, retryAt }: rows.JobRow): RowDue | null {
  if (status === 'ACTIVATED') return deadline === null ? null : { at: deadline, kind: 'job-deadline' };
  return status === 'BACKING_OFF' && retryAt !== null ? { at: retryAt, kind: 'job-retry' } : null;
}

/** Everything that is live, with its indexes. Only event appliers (events/) change it. */
export class State {
  readonly journal = new Journal();
  readonly due = new DueQueue();
  /** Job types for which a job has become activatable since someone last looked. */
  readonly wokenJobTypes = new Set<string>();
  /** Parsed diagrams by process definition key; read again from the XML after a restart. */
  readonly models = new Map<Key, ProcessModel>();
  /** Definitions with conditional events: as long as there are none, nobody looks for them. */
  readonly conditionalDefinitions = new Set<Key>();

  readonly clock = new Table<rows.ClockRow>('clock', (row) => row.id, this.journal);

  readonly definitionsById = new Index<rows.ProcessDefinitionRow>((row) => row.processDefinitionId);
  readonly definitions = new Table<rows.ProcessDefinitionRow>(
    'process_definition',
    (row) => row.processDefinitionKey,
    this.journal,
    [this.definitionsById],
  );

  readonly formsById = new Index<rows.FormRow>((row) => row.formId);
  readonly forms = new Table<rows.FormRow>('form', (row) => row.formKey, this.journal, [this.formsById]);

  readonly resourcesById = new Index<rows.ResourceRow>((row) => row.resourceId);
  readonly resources = new Table<rows.ResourceRow>('resource', (row) => row.resourceKey, this.journal, [
    this.resourcesById,
  ]);

  /** Parsed DMN files by decision requirements key; read again from the XML after a restart. */
  readonly decisionGraphs = new Map<Key, DecisionGraph>();
  readonly decisionRequirementsById = new Index<rows.DecisionRequirementsRow>((row) => row.decisionRequirementsId);
  readonly decisionRequirements = new Table<rows.DecisionRequirementsRow>(
    'decision_requirements',
    (row) => row.decisionRequirementsKey,
    this.journal,
    [this.decisionRequirementsById],
  );
  readonly decisionsById = new Index<rows.DecisionDefinitionRow>((row) => row.decisionDefinitionId);
  readonly decisionsByRequirements = new Index<rows.DecisionDefinitionRow>((row) => row.decisionRequirementsKey);
  readonly decisions = new Table<rows.DecisionDefinitionRow>(
    'decision_definition',
    (row) => row.decisionDefinitionKey,
    this.journal,
    [this.decisionsById, this.decisionsByRequirements],
  );
  readonly decisionInstances = new Table<rows.DecisionInstanceRow>(
    'decision_instance',
    (row) => row.decisionEvaluationInstanceKey,
    this.journal,
  );

  readonly startedByMessage = new Index<rows.ProcessInstanceRow>((row) =>
    row.startCorrelationKey === null ? null : pairKey(row.processDefinitionId, row.startCorrelationKey),
  );
  readonly instancesByDefinition = new Index<rows.ProcessInstanceRow>((row) => row.processDefinitionKey);
  readonly processInstances = new Table<rows.ProcessInstanceRow>(
    'process_instance',
    (row) => row.processInstanceKey,
    this.journal,
    [this.startedByMessage, this.instancesByDefinition],
  );

  readonly children = new Index<rows.ElementInstanceRow>((row) => row.scopeKey);
  readonly elements = new Table<rows.ElementInstanceRow>(
    'element_instance',
    (row) => row.elementInstanceKey,
    this.journal,
    [this.children],
  );

  readonly sequenceFlows = new Table<rows.SequenceFlowRow>(
    'sequence_flow',
    (row) => `${row.processInstanceKey} ${row.sequenceFlowId}`,
    this.journal,
  );

  readonly variablesByScope = new Index<rows.VariableRow>((row) => row.scopeKey);
  readonly variables = new Table<rows.VariableRow>('variable', (row) => row.variableKey, this.journal, [
    this.variablesByScope,
  ]);

  readonly activatableJobs = new Index<rows.JobRow>((row) => (row.status === 'ACTIVATABLE' ? row.type : null));
  readonly jobsByElement = new Index<rows.JobRow>((row) => row.elementInstanceKey);
  readonly jobs = new Table<rows.JobRow>(
    'job',
    (row) => row.jobKey,
    this.journal,
    [this.activatableJobs, this.jobsByElement, new DueRows(this.due, dueOfJob)],
    (row) => {
      if (row.status === 'ACTIVATABLE') this.wokenJobTypes.add(row.type);
    },
  );

  readonly userTasksByElement = new Index<rows.UserTaskRow>((row) => row.elementInstanceKey);
  readonly userTasks = new Table<rows.UserTaskRow>('user_task', (row) => row.userTaskKey, this.journal, [
    this.userTasksByElement,
  ]);

  readonly incidentsByElement = new Index<rows.IncidentRow>((row) => row.elementInstanceKey);
  readonly incidents = new Table<rows.IncidentRow>('incident', (row) => row.incidentKey, this.journal, [
    this.incidentsByElement,
  ]);

  readonly timersByElement = new Index<rows.TimerRow>((row) => row.elementInstanceKey);
  readonly startTimers = new Index<rows.TimerRow>((row) =>
    row.elementInstanceKey === null ? row.processDefinitionKey : null,
  );
  readonly timers = new Table<rows.TimerRow>('timer', (row) => row.timerKey, this.journal, [
    this.timersByElement,
    this.startTimers,
    new DueRows<rows.TimerRow>(this.due, ({ dueDate }) => ({ at: dueDate, kind: 'timer' })),
  ]);

  readonly messagesByName = new Index<rows.MessageRow>((row) => pairKey(row.name, row.correlationKey));
  readonly messages = new Table<rows.MessageRow>('message', (row) => row.messageKey, this.journal, [
    this.messagesByName,
    new DueRows<rows.MessageRow>(this.due, ({ expiresAt }) => ({ at: expiresAt, kind: 'message' })),
  ]);

  readonly subscriptionsByMessage = new Index<rows.MessageSubscriptionRow>((row) =>
    row.elementInstanceKey === null ? null : pairKey(row.messageName, row.correlationKey ?? ''),
  );
  readonly startSubscriptions = new Index<rows.MessageSubscriptionRow>((row) =>
    row.elementInstanceKey === null ? row.messageName : null,
  );
  readonly subscriptionsByElement = new Index<rows.MessageSubscriptionRow>((row) => row.elementInstanceKey);
  readonly startSubscriptionsByProcess = new Index<rows.MessageSubscriptionRow>((row) =>
    row.elementInstanceKey === null ? row.processDefinitionKey : null,
  );
  readonly messageSubscriptions = new Table<rows.MessageSubscriptionRow>(
    'message_subscription',
    (row) => row.messageSubscriptionKey,
    this.journal,
    [
      this.subscriptionsByMessage,
      this.startSubscriptions,
      this.subscriptionsByElement,
      this.startSubscriptionsByProcess,
    ],
  );

  readonly correlatedMessages = new Table<rows.CorrelatedMessageRow>(
    'correlated_message_subscription',
    (row) => `${row.messageKey} ${row.subscriptionKey}`,
    this.journal,
  );

  readonly signalsByName = new Index<rows.SignalSubscriptionRow>((row) => row.signalName);
  readonly signalsByElement = new Index<rows.SignalSubscriptionRow>((row) => row.elementInstanceKey);
  readonly startSignals = new Index<rows.SignalSubscriptionRow>((row) =>
    row.elementInstanceKey === null ? row.processDefinitionKey : null,
  );
  readonly signalSubscriptions = new Table<rows.SignalSubscriptionRow>(
    'signal_subscription',
    (row) => row.signalSubscriptionKey,
    this.journal,
    [this.signalsByName, this.signalsByElement, this.startSignals],
  );

  readonly batchOperations = new Table<rows.BatchOperationRow>(
    'batch_operation',
    (row) => row.batchOperationKey,
    this.journal,
  );

  readonly itemsByBatch = new Index<rows.BatchItemRow>((row) => row.batchOperationKey);
  readonly batchItems = new Table<rows.BatchItemRow>(
    'batch_operation_item',
    (row) => batchItemKey(row.batchOperationKey, row.itemKey),
    this.journal,
    [this.itemsByBatch],
  );

  readonly clusterVariablesById = new ClusterVariables();
  readonly clusterVariables = new Table<rows.ClusterVariableRow>(
    'cluster_variable',
    (row) => row.clusterVariableKey,
    this.journal,
    [this.clusterVariablesById],
  );

  readonly globalTaskListenersById = new Index<rows.GlobalTaskListenerRow>((row) => row.id);
  readonly globalTaskListeners = new Table<rows.GlobalTaskListenerRow>(
    'global_task_listener',
    (row) => row.globalTaskListenerKey,
    this.journal,
    [this.globalTaskListenersById],
  );

  readonly auditLog = new Table<rows.AuditLogRow>('audit_log', (row) => row.auditLogKey, this.journal);

  /** Every table, for writing and reading all of it. */
  readonly tables: Tables = {
    clock: this.clock,
    process_definition: this.definitions,
    form: this.forms,
    resource: this.resources,
    decision_requirements: this.decisionRequirements,
    decision_definition: this.decisions,
    decision_instance: this.decisionInstances,
    process_instance: this.processInstances,
    element_instance: this.elements,
    sequence_flow: this.sequenceFlows,
    variable: this.variables,
    job: this.jobs,
    user_task: this.userTasks,
    incident: this.incidents,
    timer: this.timers,
    message: this.messages,
    message_subscription: this.messageSubscriptions,
    correlated_message_subscription: this.correlatedMessages,
    signal_subscription: this.signalSubscriptions,
    batch_operation: this.batchOperations,
    batch_operation_item: this.batchItems,
    cluster_variable: this.clusterVariables,
    global_task_listener: this.globalTaskListeners,
    audit_log: this.auditLog,
  };
  readonly tableEntries = Object.entries(this.tables) as readonly (readonly [TableName, AnyTable])[];
  addModel(processDefinitionKey: Key, model: ProcessModel): void {
    this.models.set(processDefinitionKey, model);
    const starts = model.root.startEvents.some(({ event }) => event.kind === 'conditional');
    if (starts || model.watched.size > 0) this.conditionalDefinitions.add(processDefinitionKey);
  }

  /** Latest version of a process that is not deleted. */
  latestDefinition(processDefinitionId: string): rows.ProcessDefinitionRow | undefined {
    return latest(this.definitions, this.definitionsById.find(processDefinitionId));
  }

  latestForm(formId: string): rows.FormRow | undefined {
    return latest(this.forms, this.formsById.find(formId));
  }

  latestDecisionRequirements(decisionRequirementsId: string): rows.DecisionRequirementsRow | undefined {
    return latest(this.decisionRequirements, this.decisionRequirementsById.find(decisionRequirementsId));
  }

  latestDecision(decisionDefinitionId: string): rows.DecisionDefinitionRow | undefined {
    return latest(this.decisions, this.decisionsById.find(decisionDefinitionId));
  }

  latestResource(resourceId: string): rows.ResourceRow | undefined {
    return latest(this.resources, this.resourcesById.find(resourceId));
  }

  /** Live element instances directly inside a scope, oldest first. */
  childrenOf(scopeKey: Key): rows.ElementInstanceRow[] {
    return rowsOf(this.elements, this.children.find(scopeKey));
  }
}

/** The tables by their name in the database, without the types of their rows. */
export type Tables = Readonly<Record<TableName, AnyTable>>;

export interface AnyTable {
  readonly hasChanges: boolean;
  readonly size: number;
  all(): Iterable<object>;
  load(row: never): void;
  takeChanges(): readonly RowChange<object>[];
}

export type TableName =
  | 'clock'
  | 'process_definition'
  | 'form'
  | 'resource'
  | 'decision_requirements'
  | 'decision_definition'
  | 'decision_instance'
  | 'process_instance'
  | 'element_instance'
  | 'sequence_flow'
  | 'variable'
  | 'job'
  | 'user_task'
  | 'incident'
  | 'timer'
  | 'message'
  | 'message_subscription'
  | 'correlated_message_subscription'
  | 'signal_subscription'
  | 'batch_operation'
  | 'batch_operation_item'
  | 'cluster_variable'
  | 'global_task_listener'
  | 'audit_log';

/** The rows of these keys, oldest first. */
export function rowsOf<Row extends object>(table: Table<Row>, keys: Iterable<Key>): Row[] {
  const found: Row[] = [];
  for (const key of [...keys].sort(byKey)) {
    const row = table.get(key);
    if (row !== undefined) found.push(row);
  }
  return found;
}

/** The newest of the versions with these keys that is not deleted. */
export function latest<Row extends { readonly version: number; readonly state: string }>(
  table: Table<Row>,
  keys: Iterable<Key>,
): Row | undefined {
  let found: Row | undefined;
  for (const key of keys) {
    const row = table.get(key);
    if (row?.state === 'ACTIVE' && (found === undefined || row.version > found.version)) found = row;
  }
  return found;
}
