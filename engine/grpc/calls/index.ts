import type { GrpcCall } from '../call.js';
import { clusterCalls } from './cluster.js';
import { decisionCalls } from './decisions.js';
import { deploymentCalls } from './deployments.js';
import { incidentCalls } from './incidents.js';
import { jobActivationCalls } from './job-activation.js';
import { jobCalls } from './jobs.js';
import { messageCalls } from './messages.js';
import { processInstanceCalls } from './process-instances.js';
import { variableCalls } from './variables.js';

export { healthCalls } from './health.js';

/** Every method of the Gateway service. */
export const gatewayCalls: readonly GrpcCall[] = [
  ...clusterCalls,
  ...deploymentCalls,
  ...processInstanceCalls,
  ...variableCalls,
  ...incidentCalls,
  ...jobActivationCalls,
  ...jobCalls,
  ...messageCalls,
  ...decisionCalls,
];
