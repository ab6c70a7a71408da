import type { Core } from '../core.js';
import type { JobPolls } from './job-polls.js';
import { releaseJobs } from './release-jobs.js';
import type { ActivatedJob, StreamJobsRequest } from './requests.js';

/** Hands jobs to a worker; answers with those that did not reach it. */
export type Deliver = (jobs: readonly ActivatedJob[]) => Promise<readonly ActivatedJob[]>;

/** So many jobs at once: enough to share one commit, few enough to give the other streams their turn. */
const MOST_AT_ONCE = 32;
/** The timers of Node end here; a stream that has heard nothing for so long simply asks again. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Workers to whom jobs are pushed as they come. */
export class JobStreams {
  /** How many streams there are of a job type. */
  readonly #open = new Map<string, number>();

  constructor(
    private readonly core: Core,
    private readonly polls: JobPolls,
  ) {}

  /** Goes on until the signal aborts; rejects when the engine closes or the jobs cannot be written. */
  async run(request: StreamJobsRequest, deliver: Deliver, signal: AbortSignal): Promise<void> {
    this.#count(request.type, 1);
    try {
      while (!signal.aborted) {
        const jobs = await this.polls.activate(
          { ...request, maxJobsToActivate: this.#share(request.type), requestTimeout: LONGEST_WAIT_MS },
          signal,
        );
        const missed = await deliver(jobs);
        if (missed.length > 0) await this.core.apply(releaseJobs, { jobs: missed }).committed;
      }
    } finally {
      this.#count(request.type, -1);
    }
  }

  /** What is waiting is shared among the streams of this type. */
  #share(type: string): number {
    const share = this.core.state.activatableJobs.find(type).size / (this.#open.get(type) ?? 1);
    return Math.min(Math.max(Math.ceil(share), 1), MOST_AT_ONCE);
  }

  #count(type: string, change: 1 | -1): void {
    const streams = (this.#open.get(type) ?? 0) + change;
    if (streams === 0) this.#open.delete(type);
    else this.#open.set(type, streams);
  }
}
