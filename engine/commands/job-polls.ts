import type { Core, Outcome } from '../core.js';
import { activateJobs } from './activate-jobs.js';
import { releaseJobs } from './release-jobs.js';
import type { ActivatedJob, ActivateJobsRequest } from './requests.js';

interface Poll {
  readonly request: ActivateJobsRequest;
  readonly answer: (jobs: Outcome<readonly ActivatedJob[]> | null) => void;
}

/** The held activation requests, by job type, first come first served. */
export class JobPolls {
  readonly #polls = new Map<string, Set<Poll>>();
  #closed = false;

  constructor(
    private readonly core: Core,
    private readonly defaultTimeout: number,
  ) {
    core.onJobs = (types) => {
      for (const type of types) this.#serve(type);
    };
  }

  async activate(request: ActivateJobsRequest, signal?: AbortSignal): Promise<readonly ActivatedJob[]> {
    if (isAborted(signal)) return [];
    const outcome = this.#isBehindOthers(request) ? null : this.#tryNow(request);
    const given = outcome ?? (await this.#hold(request, signal));
    if (given === null) return [];
    await given.committed;
    if (!isAborted(signal)) return given.reply;
    // The worker has gone while its jobs were being written: the next one gets them.
    await this.core.apply(releaseJobs, { jobs: given.reply }).committed;
    return [];
  }

  close(): void {
    this.#closed = true;
    for (const polls of this.#polls.values()) for (const poll of polls) poll.answer(null);
  }

  #isBehindOthers({ type }: ActivateJobsRequest): boolean {
    return (this.#polls.get(type)?.size ?? 0) > 0 && this.core.state.activatableJobs.find(type).size === 0;
  }

  #tryNow(request: ActivateJobsRequest): Outcome<readonly ActivatedJob[]> | null {
    const outcome = this.core.apply(activateJobs, request);
    return outcome.reply.length > 0 ? outcome : null;
  }

  #hold(request: ActivateJobsRequest, signal?: AbortSignal): Promise<Outcome<readonly ActivatedJob[]> | null> {
    const { requestTimeout = 0, type } = request;
    if (requestTimeout < 0 || this.#closed) return Promise.resolve(null);
    return new Promise((resolve) => {
      const poll: Poll = {
        request,
        answer: (jobs) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          this.#remove(type, poll);
          resolve(jobs);
        },
      };
      const giveUp = () => {
        poll.answer(null);
      };
      const timer = setTimeout(giveUp, requestTimeout === 0 ? this.defaultTimeout : requestTimeout);
      signal?.addEventListener('abort', giveUp);
      const polls = this.#polls.get(type);
      if (polls === undefined) this.#polls.set(type, new Set([poll]));
      else polls.add(poll);
    });
  }

  #remove(type: string, poll: Poll): void {
    const polls = this.#polls.get(type);
    polls?.delete(poll);
    if (polls?.size === 0) this.#polls.delete(type);
  }

  /** Shares the waiting jobs among those who wait, so that one slow worker does not take them all. */
  #serve(type: string): void {
    const polls = this.#polls.get(type) ?? new Set();
    for (const poll of [...polls]) {
      const available = this.core.state.activatableJobs.find(type).size;
      if (available === 0) return;
      const share = Math.ceil(available / polls.size);
      const maxJobsToActivate = Math.min(poll.request.maxJobsToActivate, share);
      const outcome = this.core.apply(activateJobs, { ...poll.request, maxJobsToActivate });
      // Who may have none of these goes on waiting.
      if (outcome.reply.length > 0) poll.answer(outcome);
    }
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;
