import type { Execution } from '../elements/execution.js';
import { inFuture, LARGEST_INTEGER } from '../model/limits.js';
import { requireJob } from './job-commands.js';
import { reject } from './rejection.js';
import type { UpdateJobRequest } from './requests.js';

/** Gives a job new retries, or its worker more (or less) time. */
export function updateJob(run: Execution, { jobKey, retries, timeout }: UpdateJobRequest): void {
  const job = requireJob(run, 'UPDATE', 'update', jobKey);
  if (typeof retries === 'number' && !(Number.isInteger(retries) && retries >= 1 && retries <= LARGEST_INTEGER)) {
    const reason = `Expected to update job with key '${jobKey}' with a positive amount of retries, but the amount given was '${retries}'`;
    throw reject('UPDATE', 'INVALID_ARGUMENT', reason);
  }
  if (typeof timeout === 'number' && job.status !== 'ACTIVATED') {
    const reason = `Expected to update job deadline with key '${jobKey}', but it is not activated`;
    throw reject('UPDATE', 'INVALID_STATE', reason);
  }
  run.emit('job-updated', {
    key: jobKey,
    at: run.now,
    ...(typeof retries === 'number' ? { retries } : {}),
    ...(typeof timeout === 'number' ? { deadline: inFuture(run.now, timeout) } : {}),
  });
}
