import { setTimeout as pause } from 'node:timers/promises';

/** A scenario that takes longer than this hangs, ms. */
const LONGEST_MS = 600_000;

/** Counts up to a wanted number; `reached` is fulfilled then. */
export class Goal {
  done = 0;
  readonly reached: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor(private readonly wanted: number) {
    this.reached = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  count(): void {
    this.done += 1;
    if (this.done === this.wanted) this.#resolve();
  }
}

/** Looks every `everyMs` whether it has come true. */
export async function until(isTrue: () => Promise<boolean>, everyMs: number): Promise<void> {
  const limit = performance.now() + LONGEST_MS;
  while (!(await isTrue())) {
    if (performance.now() > limit) throw new Error('the scenario does not come to its end');
    await pause(everyMs);
  }
}

/** The promises of loops that run beside; the first fault of one of them ends the waiting. */
export async function within(goals: readonly Promise<unknown>[], loops: readonly Promise<unknown>[]): Promise<void> {
  const ended = Promise.all(loops).then(() => new Promise<never>(() => undefined));
  const late = pause(LONGEST_MS, undefined, { ref: false }).then(() => {
    throw new Error('the scenario does not come to its end');
  });
  await Promise.race([Promise.all(goals), ended, late]);
}
