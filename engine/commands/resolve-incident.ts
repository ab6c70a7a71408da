import type { Execution } from '../elements/execution.js';
import { proceed } from '../elements/user-task-change.js';
import { reject } from './rejection.js';
import type { Key } from './requests.js';

/** Tries again in bulk: a job without retries gets one more first. */
export function retryIncident(run: Execution, { incidentKey }: { readonly incidentKey: Key }): void {
  const { jobKey = null } = run.state.incidents.get(incidentKey) ?? {};
  const job = jobKey === null ? undefined : run.state.jobs.get(jobKey);
  if (job !== undefined && job.retries < 1) run.emit('job-updated', { key: job.jobKey, at: run.now, retries: 1 });
  resolveIncident(run, { incidentKey });
}

/** A person has solved the problem: the job is handed out again, or the element tries again where it stopped. */
export function resolveIncident(run: Execution, { incidentKey }: { readonly incidentKey: Key }): void {
  const incident = run.state.incidents.get(incidentKey);
  if (incident === undefined) {
    const reason = `Expected to resolve incident with key '${incidentKey}', but no such incident was found`;
    throw reject('RESOLVE', 'NOT_FOUND', reason);
  }
  const job = incident.jobKey === null ? undefined : run.state.jobs.get(incident.jobKey);
  if (job !== undefined && job.retries < 1) {
    const reason = `Expected to resolve incident with key '${incidentKey}', but its job with key '${job.jobKey}' has no retries left. Update the retries of the job first.`;
    throw reject('RESOLVE', 'INVALID_STATE', reason);
  }
  run.emit('incident-resolved', { key: incidentKey, at: run.now });
  if (job !== undefined) {
    run.emit('job-unblocked', { key: job.jobKey, at: run.now });
    return;
  }
  const key = incident.elementInstanceKey;
  const [taskKey] = run.state.userTasksByElement.find(key);
  const isStuckListener = taskKey !== undefined && run.state.jobsByElement.find(key).size === 0;
  if (isStuckListener && run.state.userTasks.require(taskKey).pending !== null) proceed(run, taskKey);
  else run.retry(key);
}
