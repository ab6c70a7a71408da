export { auditLogs, userTaskAuditLogs } from './audit-logs.js';
export { clusterVariables } from './cluster-variables.js';
export { decisionDefinitions, decisionInstances, decisionInstancesInFull, decisionRequirements } from './decisions.js';
export { batchOperationItems, batchOperations } from './batch-operations.js';
export { requiring } from '../definition.js';
export { elementInstances } from './element-instances.js';
export { globalTaskListeners } from './global-task-listeners.js';
export {
  authorizations,
  groups,
  mappingRules,
  memberClients,
  memberGroups,
  memberUsers,
  roles,
  tenants,
  users,
} from './identity.js';
export { incidents, ofElement, ofInstance } from './incidents.js';
export { jobs } from './jobs.js';
export {
  correlatedMessageSubscriptions,
  messageSubscriptions,
  subscriptionsByDefinition,
} from './message-subscriptions.js';
export { processDefinitions } from './process-definitions.js';
export { processInstances } from './process-instances.js';
export { instancesByError, instancesByProcess, instancesByVersion, instancesWithError } from './statistics.js';
export { userTasks } from './user-tasks.js';
export { TRUNCATED_LENGTH, effectiveFrom, variables, visibleFrom } from './variables.js';
