import type { PinnableClock } from './clock.js';
import { fireDue } from './commands/fire-due.js';
import { Rejection, reject } from './commands/rejection.js';
import type { Key } from './commands/requests.js';
import { Execution, IncidentError } from './elements/execution.js';
import type { Effect } from './elements/execution.js';
import { lifeCycle } from './elements/index.js';
import type { EngineEvent } from './events/event.js';
import { asOneCommand } from './feel/index.js';
import { fireAt, retried } from './state/due-queue.js';
import { CLOCK_KEY } from './state/rows.js';
import { State } from './state/state.js';
import { DueTimer } from './due-timer.js';
import { Figures } from './figures.js';
import { GroupCommit } from './store/group-commit.js';
import type { Batch, Store } from './store/store.js';

export interface Outcome<Reply> {
  readonly reply: Reply;
  /** Fulfilled when everything the command has changed is on disk. */
  readonly committed: Promise<void>;
}

const KEY_BLOCK = 10_000;

/** Applies commands one after the other to the state in memory, and hands the changes to the group commit. */
export class Core {
  state = new State();
  readonly figures = new Figures();
  /** Told which job types have jobs to give. */
  onJobs: (types: readonly string[]) => void = () => undefined;
  #nextKey = 0;
  #keysUpTo = 0;
  #isOpen = false;
  #isStopped = false;
  readonly #commits: GroupCommit;
  readonly #due: DueTimer;

  constructor(
    private readonly store: Store,
    readonly clock: PinnableClock,
    private readonly hear: (effect: Effect) => void,
    private readonly onEvent: ((event: EngineEvent) => void) | undefined,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#commits = new GroupCommit(store, this.figures, {
      take: () => this.#takeBatch(),
      committed: (effects) => {
        for (const effect of effects) this.hear(effect);
      },
      failed: (error) => this.#recover(error),
    });
    // An attempt to write finds out that there is no connection, and brings it back.
    store.onLost = () => {
      if (!this.#isStopped) void this.#commits.join([]).catch(() => undefined);
    };
    this.#due = new DueTimer(
      clock,
      () => this.#nextDue(),
      () => {
        this.fireAllDue();
      },
    );
  }

  /** Commands are accepted: the state is loaded and the database can be written. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  async start(): Promise<void> {
    await this.#load();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#isOpen = false;
    this.#due.stop();
    await this.#commits.stop();
    await this.store.close();
  }

  /**
   * Accepts the command, with all that follows from it, or throws its rejection and leaves the state as it was. An
   * unexpected error leaves the state as it was, too.
   */
  apply<Request, Reply>(command: (run: Execution, body: Request) => Reply, body: Request): Outcome<Reply> {
    if (!this.#isOpen) throw reject('ACCEPT', 'RESOURCE_EXHAUSTED', 'the engine is not ready; try again in a moment');
    const { state } = this;
    const run = new Execution(state, this.clock.now(), this.#newKey, this.#modelOf, lifeCycle);
    let reply: Reply;
    try {
      reply = asOneCommand(() => {
        const answer = command(run, body);
        run.drain();
        return answer;
      });
    } catch (error) {
      state.journal.undoTo(0);
      this.figures.rejected += 1;
      throw error instanceof IncidentError ? new Rejection('INVALID_STATE', error.message) : error;
    }
    state.journal.forget();
    this.figures.accepted += 1;
    this.clock.set(state.clock.get(CLOCK_KEY)?.pinnedAt ?? null);
    if (this.onEvent !== undefined) for (const event of run.events) this.onEvent(event);
    const committed = run.events.length === 0 ? Promise.resolve() : this.#commits.join(run.effects);
    this.#tellAboutJobs();
    this.#due.reset();
    return { reply, committed };
  }

  #nextDue(): number | undefined {
    const { first } = this.state.due;
    return first === undefined ? undefined : fireAt(first);
  }

  /** Fires everything that has become due, in its order. What cannot be fired is tried again later, and holds nobody up. */
  fireAllDue(): void {
    for (;;) {
      const { first } = this.state.due;
      if (first === undefined || fireAt(first) > this.clock.now() || !this.#isOpen) break;
      this.state.due.remove(first.key);
      try {
        this.apply(fireDue, first).committed.catch(() => undefined);
      } catch (error) {
        const again = retried(first, this.clock.now());
        this.state.due.put(again);
        const when = new Date(fireAt(again)).toISOString();
        this.onFault(
          new Error(`${first.kind} ${first.key} could not be fired: tried again at ${when}`, { cause: error }),
        );
      }
    }
    this.#due.reset();
  }

  /** Fulfilled when everything applied so far is on disk. */
  settled(): Promise<void> {
    return this.#commits.settled();
  }

  readonly #newKey = (): Key => {
    if (this.#nextKey >= this.#keysUpTo) this.#keysUpTo = this.#nextKey + KEY_BLOCK;
    this.#nextKey += 1;
    return String(this.#nextKey - 1);
  };

  readonly #modelOf = (processDefinitionKey: Key) => {
    const model = this.state.models.get(processDefinitionKey);
    if (model === undefined) throw new Error(`process definition ${processDefinitionKey} is not loaded`);
    return model;
  };

  #tellAboutJobs(): void {
    const { wokenJobTypes } = this.state;
    if (wokenJobTypes.size === 0) return;
    const types = [...wokenJobTypes];
    wokenJobTypes.clear();
    try {
      this.onJobs(types);
    } catch (error) {
      // The command that brought the jobs is accepted whatever happens to those who wait for them.
      this.onFault(error);
    }
  }

  #keysWritten = 0;

  #takeBatch(): Batch {
    const changes: Batch['changes'][number][] = [];
    for (const [table, rows] of this.state.tableEntries)
      if (rows.hasChanges) changes.push({ table, rows: rows.takeChanges() });
    const nextKey = this.#keysUpTo === this.#keysWritten ? null : this.#keysUpTo;
    this.#keysWritten = this.#keysUpTo;
    return { changes, nextKey };
  }

  /** Memory is ahead of the disk: throw it away and read again what is really there. */
  async #recover(error: unknown): Promise<void> {
    this.#isOpen = false;
    this.#due.stop();
    this.onFault(error);
    await this.#load();
  }

  async #load(): Promise<void> {
    const { state, nextKey } = await this.store.open();
    this.state = state;
    this.#nextKey = nextKey;
    this.#keysUpTo = nextKey;
    this.#keysWritten = nextKey;
    this.clock.set(state.clock.get(CLOCK_KEY)?.pinnedAt ?? null);
    if (this.#isStopped) return;
    this.#isOpen = true;
    this.fireAllDue();
    this.#tellAboutJobs();
  }
}
