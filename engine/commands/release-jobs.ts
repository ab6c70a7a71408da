import type { Execution } from '../elements/execution.js';
import type { Key } from './requests.js';

export interface ReleaseJobs {
  /** Only the jobs of this worker. */
  readonly worker?: string | undefined;
  /** Only these jobs. */
  readonly jobKeys?: readonly Key[] | undefined;
  /** Only those whose time is over. */
  readonly expired?: boolean | undefined;
}

/** Takes jobs back from workers that are gone, without counting a retry; the next one who asks gets them. */
export function releaseJobs(run: Execution, { worker, jobKeys, expired = false }: ReleaseJobs): void {
  const wanted = jobKeys === undefined ? null : new Set(jobKeys);
  for (const job of [...run.state.jobs.all()]) {
    if (job.status !== 'ACTIVATED') continue;
    if (worker !== undefined && job.worker !== worker) continue;
    if (wanted !== null && !wanted.has(job.jobKey)) continue;
    if (expired && (job.deadline ?? 0) > run.now) continue;
    run.emit('job-released', { key: job.jobKey, timedOut: expired, at: run.now });
  }
}
