import { auditLogOperations } from './audit-logs.js';
import { batchCreationOperations } from './batch-creations.js';
import { batchOperationOperations } from './batch-operations.js';
import { clockOperations } from './clock.js';
import { clusterVariableOperations } from './cluster-variables.js';
import { clusterOperations } from './cluster.js';
import { conditionalOperations } from './conditionals.js';
import { decisionOperations } from './decisions.js';
import { deploymentOperations } from './deployments.js';
import { documentOperations } from './documents.js';
import { elementInstanceOperations } from './element-instances.js';
import { expressionOperations } from './expressions.js';
import { globalTaskListenerOperations } from './global-task-listeners.js';
import { identityOperations } from './identity/index.js';
import { incidentOperations } from './incidents.js';
import { jobStatisticsOperations } from './job-statistics.js';
import { jobOperations } from './jobs.js';
import { messageOperations } from './messages.js';
import { processDefinitionStatisticsOperations } from './process-definition-statistics.js';
import { processDefinitionOperations } from './process-definitions.js';
import { processInstanceOperations } from './process-instances.js';
import { systemOperations } from './system.js';
import { userTaskOperations } from './user-tasks.js';
import { variableOperations } from './variables.js';
import type { Operation } from '../operation.js';

/** Every operation of the contract. */
export const operations: readonly Operation[] = [
  ...clusterOperations,
  ...deploymentOperations,
  ...processDefinitionStatisticsOperations,
  ...processDefinitionOperations,
  ...decisionOperations,
  ...processInstanceOperations,
  ...batchCreationOperations,
  ...batchOperationOperations,
  ...jobOperations,
  ...jobStatisticsOperations,
  ...messageOperations,
  ...conditionalOperations,
  ...expressionOperations,
  ...userTaskOperations,
  ...variableOperations,
  ...elementInstanceOperations,
  ...incidentOperations,
  ...documentOperations,
  ...clusterVariableOperations,
  ...globalTaskListenerOperations,
  ...identityOperations,
  ...auditLogOperations,
  ...systemOperations,
  ...clockOperations,
];
