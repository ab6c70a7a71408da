import type { Execution } from '../elements/execution.js';
import type { JobRow } from '../state/rows.js';
import { reject } from './rejection.js';
import type { Key } from './requests.js';

/** The job, if it waits or is being worked on; else the rejection that says why not. */
export function requireOpenJob(run: Execution, command: string, verb: string, jobKey: Key): JobRow {
  const job = requireJob(run, command, verb, jobKey);
  if (job.status === 'ACTIVATABLE' || job.status === 'ACTIVATED') return job;
  const reason = `Expected to ${verb} job with key '${jobKey}', but it is in state '${job.state}'`;
  throw reject(command, 'INVALID_STATE', reason);
}

export function requireJob(run: Execution, command: string, verb: string, jobKey: Key): JobRow {
  const job = run.state.jobs.get(jobKey);
  if (job !== undefined) return job;
  const reason = `Expected to ${verb} job with key '${jobKey}', but no such job was found`;
  throw reject(command, 'NOT_FOUND', reason);
}
