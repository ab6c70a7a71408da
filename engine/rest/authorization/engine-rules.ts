import type { PermissionType, ResourceType } from '../../identity/permissions.js';
import type { Search } from '../../search/index.js';
import { readableAudit, readableAudits } from './audit-logs.js';
import { decision, idsIn, inProcess, processOfKey, requirements } from './lookup.js';
import { all, either, everywhere, fieldOf, filtered, on, onField, onParam, signedIn } from './rule.js';
import type { Asked, Missing, Rule } from './rule.js';
import { assigning, onTask, readableTasks } from './user-tasks.js';

const READ = 'READ_PROCESS_INSTANCE';
const UPDATE = 'UPDATE_PROCESS_INSTANCE';

const OF_VARIABLE = 'variable JOIN {schema}.process_instance USING (process_instance_key)';
const OF_ROW = 't.process_definition_id';

const instance = (permission: PermissionType): Rule => inProcess(permission, 'processInstanceKey', 'process_instance');
const element = (permission: PermissionType, parameter = 'elementInstanceKey'): Rule =>
  inProcess(permission, parameter, 'element_instance', 'element_instance_key');
const job = inProcess(UPDATE, 'jobKey', 'job');
const definition = inProcess('READ_PROCESS_DEFINITION', 'processDefinitionKey', 'process_definition');
const instances = (id: string): Rule => filtered('PROCESS_DEFINITION', READ, id);
const metrics = everywhere('SYSTEM', 'READ_JOB_METRIC');
const readTask = onTask(['READ_USER_TASK'], 'READ');
const batch = (permission: PermissionType): Rule => everywhere('BATCH', permission);
/** The operation as a whole, and what it does to each of its items, wherever they are. */
const begun = (permission: PermissionType, resourceType: ResourceType, ofItems: PermissionType): Rule =>
  all(either(batch(permission), batch('CREATE')), everywhere(resourceType, ofItems));

/** A process by its id or by its key; conditions may begin any process when none is named. */
const begin = (asked: Asked): Promise<Missing | null> | Missing | null =>
  (fieldOf(asked.call.body, 'processDefinitionKey') === undefined
    ? onField('PROCESS_DEFINITION', 'CREATE_PROCESS_INSTANCE', 'processDefinitionId')
    : processOfKey('CREATE_PROCESS_INSTANCE', 'processDefinitionKey')
  ).missing(asked);

const evaluate: Rule = on('DECISION_DEFINITION', 'CREATE_DECISION_INSTANCE', async ({ call, search }) => {
  const key = fieldOf(call.body, 'decisionDefinitionKey');
  if (key === undefined) return [fieldOf(call.body, 'decisionDefinitionId') ?? '*'];
  return idsIn(search, '{schema}.decision_definition', 'decision_definition_id', 'decision_definition_key', key);
});

const evaluation = (permission: PermissionType, column: string, parameter: string, type: string): Rule =>
  on('DECISION_DEFINITION', permission, async ({ call, search: { pool, schema } }) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT decision_definition_id AS id FROM ${schema}.decision_instance WHERE ${column} = $1::${type}`,
      [call.params[parameter] ?? '0'],
    );
    return rows.map(({ id }) => id);
  });

/** Everything that a signal would reach. */
async function reachedBy({ pool, schema }: Search, signalName: string) {
  const { rows } = await pool.query<{ id: string; starts: boolean }>(
    `SELECT DISTINCT process_definition_id AS id, process_instance_key IS NULL AS starts
     FROM ${schema}.signal_subscription JOIN ${schema}.process_definition USING (process_definition_key)
     WHERE signal_name = $1`,
    [signalName],
  );
  return rows;
}

const signal: Rule = {
  missing: async ({ call, rights, search }) => {
    for (const { id, starts } of await reachedBy(search, fieldOf(call.body, 'signalName') ?? '')) {
      const permission = starts ? 'CREATE_PROCESS_INSTANCE' : UPDATE;
      if (!rights.may('PROCESS_DEFINITION', permission, id))
        return { resourceType: 'PROCESS_DEFINITION', permission, resourceId: id };
    }
    return null;
  },
};

const DEPLOYED: readonly (readonly [table: string, id: string, key: string, permission: PermissionType])[] = [
  ['process_definition', 'process_definition_id', 'process_definition_key', 'DELETE_PROCESS'],
  ['decision_requirements', 'decision_requirements_id', 'decision_requirements_key', 'DELETE_DRD'],
  ['form', 'form_id', 'form_key', 'DELETE_FORM'],
  ['resource', 'resource_id', 'resource_key', 'DELETE_RESOURCE'],
];

/** What is gone with a definition when its history is to go, too. */
const asksForHistory = (asked: Asked): boolean =>
  (asked.call.body as { readonly deleteHistory?: boolean | null }).deleteHistory === true;

const history: Rule = all(
  on('PROCESS_DEFINITION', 'DELETE_PROCESS_INSTANCE', ({ call, search }) => {
    const key = call.params['resourceKey'] ?? '0';
    return idsIn(search, '{schema}.process_definition', 'process_definition_id', 'process_definition_key', key);
  }),
  on('DECISION_DEFINITION', 'DELETE_DECISION_INSTANCE', ({ call, search }) => {
    const key = call.params['resourceKey'] ?? '0';
    return idsIn(search, '{schema}.decision_definition', 'decision_definition_id', 'decision_requirements_key', key);
  }),
);

const deletion: Rule = all(
  { missing: (asked) => (asksForHistory(asked) ? history.missing(asked) : null) },
  ...DEPLOYED.map(([table, id, key, permission]) =>
    on('RESOURCE', permission, ({ call, search }) =>
      idsIn(search, `{schema}.${table}`, id, key, call.params['resourceKey'] ?? '0'),
    ),
  ),
);

const resource = on('RESOURCE', 'READ', ({ call, search }) =>
  idsIn(search, '{schema}.resource', 'resource_id', 'resource_key', call.params['resourceKey'] ?? '0'),
);

/** Rules of all that the engine itself does, by the name of the operation. */
export const engineRules: Readonly<Record<string, Rule>> = {
  getTopology: signedIn,
  getStatus: signedIn,
  getLicense: signedIn,
  getAuthentication: signedIn,
  getSystemConfiguration: signedIn,
  getUsageMetrics: everywhere('SYSTEM', 'READ_USAGE_METRIC'),
  pinClock: everywhere('SYSTEM', 'UPDATE'),
  resetClock: everywhere('SYSTEM', 'UPDATE'),
  searchAuditLogs: readableAudits,
  getAuditLog: readableAudit,
  searchUserTaskAuditLogs: readTask,

  createDeployment: everywhere('RESOURCE', 'CREATE'),
  deleteResource: deletion,
  getResource: resource,
  getResourceContent: resource,
  searchProcessDefinitions: filtered('PROCESS_DEFINITION', 'READ_PROCESS_DEFINITION', OF_ROW),
  getProcessDefinition: definition,
  getProcessDefinitionXml: definition,
  getStartProcessForm: definition,
  getProcessDefinitionStatistics: inProcess(READ, 'processDefinitionKey', 'process_definition'),
  getProcessDefinitionInstanceStatistics: everywhere('PROCESS_DEFINITION', READ),
  getProcessDefinitionInstanceVersionStatistics: everywhere('PROCESS_DEFINITION', READ),
  getProcessDefinitionMessageSubscriptionStatistics: everywhere('PROCESS_DEFINITION', READ),

  createProcessInstance: { missing: begin },
  evaluateConditionals: { missing: begin },
  cancelProcessInstance: instance('CANCEL_PROCESS_INSTANCE'),
  deleteProcessInstance: instance('DELETE_PROCESS_INSTANCE'),
  modifyProcessInstance: instance('MODIFY_PROCESS_INSTANCE'),
  migrateProcessInstance: all(instance(UPDATE), processOfKey(UPDATE, 'targetProcessDefinitionKey')),
  resolveProcessInstanceIncidents: instance(UPDATE),
  searchProcessInstances: instances(OF_ROW),
  getProcessInstance: instance(READ),
  getProcessInstanceCallHierarchy: instance(READ),
  getProcessInstanceSequenceFlows: instance(READ),
  getProcessInstanceStatistics: instance(READ),
  searchProcessInstanceIncidents: instance(READ),

  searchElementInstances: instances(OF_ROW),
  getElementInstance: element(READ),
  searchElementInstanceIncidents: element(READ),
  createElementInstanceVariables: element(UPDATE),
  activateAdHocSubProcessActivities: element(UPDATE, 'adHocSubProcessInstanceKey'),
  searchVariables: instances(
    '(SELECT process_definition_id FROM {schema}.process_instance i WHERE i.process_instance_key = t.process_instance_key)',
  ),
  getVariable: inProcess(READ, 'variableKey', OF_VARIABLE),
  searchIncidents: instances(OF_ROW),
  getIncident: inProcess(READ, 'incidentKey', 'incident'),
  resolveIncident: inProcess(UPDATE, 'incidentKey', 'incident'),
  getProcessInstanceStatisticsByDefinition: everywhere('PROCESS_DEFINITION', READ),
  getProcessInstanceStatisticsByError: everywhere('PROCESS_DEFINITION', READ),

  // Only jobs of processes that the caller may update are handed out: the operation itself sees to it.
  activateJobs: signedIn,
  completeJob: job,
  failJob: job,
  throwJobError: job,
  updateJob: job,
  searchJobs: instances(OF_ROW),
  getGlobalJobStatistics: metrics,
  getJobTypeStatistics: metrics,
  getJobWorkerStatistics: metrics,
  getJobErrorStatistics: metrics,
  getJobTimeSeriesStatistics: metrics,

  publishMessage: onField('MESSAGE', 'CREATE', 'name'),
  correlateMessage: onField('MESSAGE', 'CREATE', 'name'),
  broadcastSignal: signal,
  searchMessageSubscriptions: instances(OF_ROW),
  searchCorrelatedMessageSubscriptions: instances(OF_ROW),

  searchUserTasks: readableTasks,
  getUserTask: readTask,
  getUserTaskForm: readTask,
  searchUserTaskVariables: readTask,
  searchUserTaskEffectiveVariables: readTask,
  assignUserTask: assigning,
  unassignUserTask: onTask(['UPDATE_USER_TASK'], 'UPDATE'),
  updateUserTask: onTask(['UPDATE_USER_TASK'], 'UPDATE'),
  completeUserTask: onTask(['COMPLETE_USER_TASK', 'UPDATE_USER_TASK'], 'COMPLETE'),
  createGlobalTaskListener: everywhere('GLOBAL_LISTENER', 'CREATE_TASK_LISTENER'),
  getGlobalTaskListener: everywhere('GLOBAL_LISTENER', 'READ_TASK_LISTENER'),
  searchGlobalTaskListeners: everywhere('GLOBAL_LISTENER', 'READ_TASK_LISTENER'),
  updateGlobalTaskListener: everywhere('GLOBAL_LISTENER', 'UPDATE_TASK_LISTENER'),
  deleteGlobalTaskListener: everywhere('GLOBAL_LISTENER', 'DELETE_TASK_LISTENER'),

  evaluateDecision: evaluate,
  searchDecisionDefinitions: filtered('DECISION_DEFINITION', 'READ_DECISION_DEFINITION', 't.decision_definition_id'),
  getDecisionDefinition: decision('READ_DECISION_DEFINITION'),
  getDecisionDefinitionXml: decision('READ_DECISION_DEFINITION'),
  searchDecisionRequirements: filtered('DECISION_REQUIREMENTS_DEFINITION', 'READ', 't.decision_requirements_id'),
  getDecisionRequirements: requirements,
  getDecisionRequirementsXml: requirements,
  searchDecisionInstances: filtered('DECISION_DEFINITION', 'READ_DECISION_INSTANCE', 't.decision_definition_id'),
  getDecisionInstance: evaluation(
    'READ_DECISION_INSTANCE',
    'decision_evaluation_instance_key',
    'decisionEvaluationInstanceKey',
    'text',
  ),
  deleteDecisionInstance: evaluation(
    'DELETE_DECISION_INSTANCE',
    'decision_evaluation_key',
    'decisionEvaluationKey',
    'bigint',
  ),

  evaluateExpression: everywhere('EXPRESSION', 'EVALUATE'),
  createGlobalClusterVariable: onField('CLUSTER_VARIABLE', 'CREATE', 'name'),
  getGlobalClusterVariable: onParam('CLUSTER_VARIABLE', 'READ', 'name'),
  updateGlobalClusterVariable: onParam('CLUSTER_VARIABLE', 'UPDATE', 'name'),
  deleteGlobalClusterVariable: onParam('CLUSTER_VARIABLE', 'DELETE', 'name'),
  createTenantClusterVariable: onField('CLUSTER_VARIABLE', 'CREATE', 'name'),
  getTenantClusterVariable: onParam('CLUSTER_VARIABLE', 'READ', 'name'),
  updateTenantClusterVariable: onParam('CLUSTER_VARIABLE', 'UPDATE', 'name'),
  deleteTenantClusterVariable: onParam('CLUSTER_VARIABLE', 'DELETE', 'name'),
  searchClusterVariables: filtered('CLUSTER_VARIABLE', 'READ', 't.name'),

  createDocument: everywhere('DOCUMENT', 'CREATE'),
  createDocuments: everywhere('DOCUMENT', 'CREATE'),
  getDocument: everywhere('DOCUMENT', 'READ'),
  // Whoever has the link can read: who makes one brings something about, too.
  createDocumentLink: all(everywhere('DOCUMENT', 'READ'), everywhere('DOCUMENT', 'CREATE')),
  deleteDocument: everywhere('DOCUMENT', 'DELETE'),

  searchBatchOperations: batch('READ'),
  searchBatchOperationItems: batch('READ'),
  getBatchOperation: batch('READ'),
  cancelBatchOperation: batch('UPDATE'),
  suspendBatchOperation: batch('UPDATE'),
  resumeBatchOperation: batch('UPDATE'),
  cancelProcessInstancesBatchOperation: begun(
    'CREATE_BATCH_OPERATION_CANCEL_PROCESS_INSTANCE',
    'PROCESS_DEFINITION',
    'CANCEL_PROCESS_INSTANCE',
  ),
  deleteProcessInstancesBatchOperation: begun(
    'CREATE_BATCH_OPERATION_DELETE_PROCESS_INSTANCE',
    'PROCESS_DEFINITION',
    'DELETE_PROCESS_INSTANCE',
  ),
  migrateProcessInstancesBatchOperation: begun(
    'CREATE_BATCH_OPERATION_MIGRATE_PROCESS_INSTANCE',
    'PROCESS_DEFINITION',
    'UPDATE_PROCESS_INSTANCE',
  ),
  modifyProcessInstancesBatchOperation: begun(
    'CREATE_BATCH_OPERATION_MODIFY_PROCESS_INSTANCE',
    'PROCESS_DEFINITION',
    'MODIFY_PROCESS_INSTANCE',
  ),
  resolveIncidentsBatchOperation: begun(
    'CREATE_BATCH_OPERATION_RESOLVE_INCIDENT',
    'PROCESS_DEFINITION',
    'UPDATE_PROCESS_INSTANCE',
  ),
  deleteDecisionInstancesBatchOperation: begun(
    'CREATE_BATCH_OPERATION_DELETE_DECISION_INSTANCE',
    'DECISION_DEFINITION',
    'DELETE_DECISION_INSTANCE',
  ),
};
