import { setTimeout as pause } from 'node:timers/promises';
import type { EngineCalls, Task } from './calls.js';
import { CONFIRMED, GROUPS, HOUSEHOLD_JOB_TYPES } from './diagrams.js';
import type { Form } from './form.js';
import { Latencies } from './latencies.js';
import type { Pace } from './linear10.js';
import { Goal, until, within } from './pace.js';
import { Workers, inParallel, upTo } from './workers.js';

const PAGE = 10;
const JOB_VARIABLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  compute: { amount: 123_456 },
  bank: { paid: true },
};

/** Which household an instance is; asked for before its start was answered, one waits for that. */
class Households {
  readonly #indexes = new Map<string, number>();

  note(instanceKey: string, index: number): void {
    this.#indexes.set(instanceKey, index);
  }

  async indexOf(instanceKey: string): Promise<number> {
    for (;;) {
      const index = this.#indexes.get(instanceKey);
      if (index !== undefined) return index;
      await pause(1);
    }
  }
}

/** People, workers and messages bring every household from its start to its end; one in five is sent back once. */
class HouseholdRun {
  readonly complete = new Latencies();
  readonly claim = new Latencies();
  readonly query = new Latencies();
  readonly userGoal: Goal;
  readonly jobGoal: Goal;
  readonly messageGoal: Goal;
  conflicts = 0;
  misses = 0;
  stopped = false;
  readonly #prefix = `h${String(Date.now())}-`;
  readonly #households = new Households();
  readonly #sentBack = new Set<number>();
  readonly #toConfirm: number[] = [];

  constructor(
    private readonly calls: EngineCalls,
    private readonly instances: number,
    private readonly form: Form,
  ) {
    const again = Math.ceil(instances / 5);
    this.userGoal = new Goal(8 * instances + again);
    this.jobGoal = new Goal(5 * instances + again);
    this.messageGoal = new Goal(instances);
  }

  start(): Promise<void> {
    return inParallel(upTo(this.instances), this.form.starters, async (index) => {
      const householdId = `${this.#prefix}${String(index)}`;
      const variables = { householdId, members: 1 + (index % 6) };
      this.#households.note(await this.calls.start('household', householdId, variables), index);
    });
  }

  work(): Workers {
    return new Workers(
      this.calls,
      HOUSEHOLD_JOB_TYPES,
      this.form,
      this.jobGoal,
      ({ type }) => JOB_VARIABLES[type],
      ({ type, processInstanceKey }) => {
        if (type !== 'seal') return;
        void this.#households.indexOf(processInstanceKey).then((index) => this.#toConfirm.push(index));
      },
    );
  }

  async confirm(): Promise<void> {
    while (!this.stopped) {
      const index = this.#toConfirm.shift();
      if (index === undefined) {
        await pause(2);
      } else if (await this.calls.correlate(CONFIRMED, `${this.#prefix}${String(index)}`)) {
        this.messageGoal.count();
      } else {
        this.misses += 1;
        this.#toConfirm.push(index);
        await pause(2);
      }
    }
  }

  /** Goes through the groups, takes a page of tasks of each, claims and completes them one by one. */
  async drive(driver: number): Promise<void> {
    const first = Math.floor((driver * GROUPS.length) / this.form.drivers);
    while (!this.stopped) {
      let worked = 0;
      for (let turn = 0; turn < GROUPS.length; turn += 1) {
        const group = GROUPS[(turn + first) % GROUPS.length] ?? '';
        const tasks = await this.query.time(() => this.calls.tasks(group, PAGE));
        await inParallel(tasks, this.form.tasksInFlight, async (task) => {
          if (await this.#workOn(task, `driver${String(driver)}`)) worked += 1;
        });
      }
      if (worked === 0) await pause(2);
    }
  }

  async #workOn(task: Task, user: string): Promise<boolean> {
    try {
      await this.claim.time(() => this.calls.claim(task, user));
    } catch {
      // The other one was faster.
      this.conflicts += 1;
      return false;
    }
    const variables = task.elementId === 'review' ? await this.#review(task) : undefined;
    await this.complete.time(() => this.calls.completeTask(task, variables));
    this.userGoal.count();
    return true;
  }

  async #review({ processInstanceKey }: Task): Promise<{ approved: boolean }> {
    const index = await this.#households.indexOf(processInstanceKey);
    const approved = index % 5 !== 0 || this.#sentBack.has(index);
    if (!approved) this.#sentBack.add(index);
    return { approved };
  }
}

export async function household(
  calls: EngineCalls,
  instances: number,
  form: Form,
): Promise<Pace & Readonly<Record<string, unknown>>> {
  const run = new HouseholdRun(calls, instances, form);
  const began = performance.now();
  const workers = run.work();
  const loops = [run.confirm(), ...upTo(form.drivers).map((driver) => run.drive(driver))];
  const goals = [run.userGoal.reached, run.jobGoal.reached, run.messageGoal.reached, run.start()];
  await within(goals, [...workers.loops, ...loops]);
  await until(async () => (await calls.running('household')) === 0, 5);
  const seconds = (performance.now() - began) / 1000;
  run.stopped = true;
  await Promise.all([workers.stop(), ...loops]);
  return {
    scenario: 'household',
    form: form.form,
    instances,
    seconds,
    instances_per_s: instances / seconds,
    completions_per_s: (run.userGoal.done + run.jobGoal.done) / seconds,
    p50_ms: run.complete.quantile(0.5),
    p99_ms: run.complete.quantile(0.99),
    claim_p50_ms: run.claim.quantile(0.5),
    claim_p99_ms: run.claim.quantile(0.99),
    query_p50_ms: run.query.quantile(0.5),
    query_p99_ms: run.query.quantile(0.99),
    ext_complete_p50_ms: workers.latencies.quantile(0.5),
    ext_complete_p99_ms: workers.latencies.quantile(0.99),
    claim_conflicts: run.conflicts,
    message_misses: run.misses,
  };
}
