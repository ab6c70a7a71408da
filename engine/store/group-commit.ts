import { setTimeout as pause } from 'node:timers/promises';
import { Rejection } from '../commands/rejection.js';
import type { Effect } from '../elements/execution.js';
import type { Figures } from '../figures.js';
import type { Batch, Store } from './store.js';

export interface CommitHooks {
  readonly take: () => Batch;
  readonly committed: (effects: readonly Effect[]) => void;
  /** Reads the state again after a failed commit; rejects while the database cannot be reached. */
  readonly failed: (error: unknown) => Promise<void>;
}

const RETRY_MS = [100, 200, 500, 1_000, 2_000];

/** Everyone who shares one commit. */
class Group {
  readonly effects: Effect[] = [];
  readonly done: Promise<void>;
  resolve: () => void = () => undefined;
  reject: (reason: Error) => void = () => undefined;

  constructor() {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Due timers and the like have nobody who waits for their commit.
    this.done.catch(() => undefined);
  }
}

/**
 * What the callers of a failed commit hear. A value that PostgreSQL cannot keep fails again however often it is tried
 * (SQLSTATE classes 22, 23 and 54); everything else is worth another try.
 */
function refusal(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:22|23|54)/.test(code)) return new Error('the database refused a value of these commands', { cause: error });
  return new Rejection('RESOURCE_EXHAUSTED', 'the database could not be written; try again in a moment');
}

/** While one commit is under way, the commands that follow gather for the next: many commands, one fsync. */
export class GroupCommit {
  #gathering: Group | null = null;
  #writing: Promise<void> | null = null;
  #stopped = false;

  constructor(
    private readonly store: Store,
    private readonly figures: Figures,
    private readonly hooks: CommitHooks,
  ) {}

  /** Joins the next commit; rejected when it fails, and then nothing of it counts. */
  join(effects: readonly Effect[]): Promise<void> {
    this.#gathering ??= new Group();
    this.#gathering.effects.push(...effects);
    const { done } = this.#gathering;
    this.#writing ??= this.#writeAll();
    return done;
  }

  async settled(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settled();
  }

  async #writeAll(): Promise<void> {
    // Lets the commands of this turn of the event loop come in.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#gathering !== null) {
      const group: Group = this.#gathering;
      this.#gathering = null;
      const startedAt = performance.now();
      try {
        await this.store.commit(this.hooks.take());
        this.figures.commits += 1;
        this.figures.commitMs += performance.now() - startedAt;
        this.hooks.committed(group.effects);
        group.resolve();
      } catch (error) {
        await this.#fail(group, error);
      }
    }
    this.#writing = null;
  }

  async #fail(group: Group, error: unknown): Promise<void> {
    this.figures.commitFailures += 1;
    const rejection = refusal(error);
    group.reject(rejection);
    for (let attempt = 0; !this.#stopped; attempt += 1) {
      const recovering = this.hooks.failed(error);
      this.#gathering?.reject(rejection);
      this.#gathering = null;
      try {
        await recovering;
        return;
      } catch (next) {
        error = next;
        await pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]);
      }
    }
  }
}
