import { setTimeout as pause } from 'node:timers/promises';
import type { EngineCalls, Job, Variables } from './calls.js';
import type { Form } from './form.js';
import { Latencies } from './latencies.js';
import type { Goal } from './pace.js';

const FETCH = 32;

/** Job workers: fetch up to 32, complete each by a call of its own, rest 5 ms when there is nothing. */
export class Workers {
  readonly latencies = new Latencies();
  readonly loops: readonly Promise<void>[];
  fetches = 0;
  emptyFetches = 0;
  #stopped = false;

  constructor(
    private readonly calls: EngineCalls,
    private readonly types: readonly string[],
    private readonly form: Form,
    private readonly goal: Goal,
    private readonly variablesOf: (job: Job) => Variables | undefined = () => undefined,
    private readonly after: (job: Job) => void = () => undefined,
  ) {
    this.loops = Array.from({ length: form.workers }, (_, index) => this.#work(index));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.loops);
  }

  async #work(index: number): Promise<void> {
    const name = `w${String(index)}`;
    for (let turn = index; !this.#stopped; turn += 1) {
      const jobs = await this.#fetch(name, turn);
      this.fetches += 1;
      if (jobs.length === 0) {
        this.emptyFetches += 1;
        await pause(5);
      }
      await inParallel(jobs, this.form.inFlight, (job) => this.#complete(job));
    }
  }

  async #complete(job: Job): Promise<void> {
    await this.latencies.time(() => this.calls.complete(job, this.variablesOf(job)));
    this.after(job);
    this.goal.count();
  }

  /** A call asks for one type: the types take turns in being asked first. */
  async #fetch(worker: string, turn: number): Promise<readonly Job[]> {
    for (let index = 0; index < this.types.length; index += 1) {
      const type = this.types[(turn + index) % this.types.length] ?? '';
      const jobs = await this.calls.fetch(type, worker, FETCH);
      if (jobs.length > 0) return jobs;
    }
    return [];
  }
}

/** Does the work for each item, so many at the same time. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  callers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const caller = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
