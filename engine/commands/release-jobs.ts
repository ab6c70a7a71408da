import type { Execution } from '../elements/execution.js';
import type { JobRow } from '../state/rows.js';
import type { Key } from './requests.js';

export interface ReleaseJobs {
  /** Only the jobs of this worker. */
  readonly worker?: string | undefined;
  /** Only these jobs, as they were handed out; one that has since been handed out again stays where it is. */
  readonly jobs?: readonly { readonly jobKey: Key; readonly deadline: number }[] | undefined;
  /** Only those whose time is over. */
  readonly expired?: boolean | undefined;
}

/** Takes jobs back from workers that are gone, without counting a retry; the next one who asks gets them. */
export function releaseJobs(run: Execution, { worker, jobs, expired = false }: ReleaseJobs): void {
  for (const job of jobs === undefined ? [...run.state.jobs.all()] : handedOut(run, jobs)) {
    if (job.status !== 'ACTIVATED') continue;
    if (worker !== undefined && job.worker !== worker) continue;
    if (expired && (job.deadline ?? 0) > run.now) continue;
    run.emit('job-released', { key: job.jobKey, timedOut: expired, at: run.now });
  }
}

function handedOut(run: Execution, jobs: NonNullable<ReleaseJobs['jobs']>): JobRow[] {
  return jobs.flatMap(({ jobKey, deadline }) => {
    const job = run.state.jobs.get(jobKey);
    return job?.deadline === deadline ? [job] : [];
  });
}
