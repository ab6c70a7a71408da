import type { Execution } from '../elements/execution.js';
import { raiseIncident } from '../elements/incidents.js';
import { inFuture, LARGEST_INTEGER } from '../model/limits.js';
import { setLocal } from '../elements/variables.js';
import type { JobKind } from './requests.js';
import type { IncidentType } from '../state/rows.js';
import { requireOpenJob } from './job-commands.js';
import { reject } from './rejection.js';
import type { FailJobRequest } from './requests.js';

const NO_RETRIES: Readonly<Record<JobKind, IncidentType>> = {
  BPMN_ELEMENT: 'JOB_NO_RETRIES',
  AD_HOC_SUB_PROCESS: 'AD_HOC_SUB_PROCESS_NO_RETRIES',
  EXECUTION_LISTENER: 'EXECUTION_LISTENER_NO_RETRIES',
  TASK_LISTENER: 'TASK_LISTENER_NO_RETRIES',
};

/** The worker could not do it: again at once, again later, or (no retries left) an incident. */
export function failJob(run: Execution, request: FailJobRequest): void {
  const job = requireOpenJob(run, 'FAIL', 'fail', request.jobKey);
  if (!Number.isSafeInteger(request.retries ?? 0) || (request.retries ?? 0) > LARGEST_INTEGER)
    throw reject(
      'FAIL',
      'INVALID_ARGUMENT',
      `Expected retries to be a whole number of 32 bits, but it is '${String(request.retries)}'`,
    );
  const { retries = 0, errorMessage = '', retryBackOff = 0, variables } = request;
  const retryAt = retryBackOff > 0 ? inFuture(run.now, retryBackOff) : null;
  run.emit('job-failed', { key: job.jobKey, at: run.now, retries: Math.max(0, retries), errorMessage, retryAt });
  setLocal(run, job.elementInstanceKey, variables ?? {});
  if (retries > 0) return;
  const message = errorMessage === '' ? 'No more retries left.' : errorMessage;
  const instance = run.state.elements.require(job.elementInstanceKey);
  raiseIncident(run, instance, NO_RETRIES[job.kind], message, job.jobKey);
}
