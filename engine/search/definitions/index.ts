export { clusterVariables } from './cluster-variables.js';
export { elementInstances } from './element-instances.js';
export { incidents, ofElement, ofInstance } from './incidents.js';
export { jobs } from './jobs.js';
export { correlatedMessageSubscriptions, messageSubscriptions } from './message-subscriptions.js';
export { processDefinitions } from './process-definitions.js';
export { processInstances } from './process-instances.js';
export { userTasks } from './user-tasks.js';
export { TRUNCATED_LENGTH, effectiveFrom, variables, visibleFrom } from './variables.js';
