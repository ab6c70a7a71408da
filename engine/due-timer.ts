import type { PinnableClock } from './clock.js';

/** setTimeout counts in 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;

/** Wakes the engine when the next thing is due. While the clock is pinned nothing becomes due by itself. */
export class DueTimer {
  #timer: NodeJS.Timeout | null = null;
  #setFor: number | null = null;

  constructor(
    private readonly clock: PinnableClock,
    private readonly nextDue: () => number | undefined,
    private readonly wake: () => void,
  ) {}

  reset(): void {
    const next = this.clock.pinnedAt === null ? (this.nextDue() ?? null) : null;
    // What was due earlier and is gone wakes the engine for nothing; that costs less than to set the timer each time.
    if (next !== null && this.#setFor !== null && this.#setFor <= next) return;
    this.stop();
    if (next === null) return;
    this.#setFor = next;
    const wait = Math.min(Math.max(0, next - this.clock.now()), LONGEST_MS);
    this.#timer = setTimeout(() => {
      this.#setFor = null;
      this.wake();
    }, wait);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#setFor = null;
  }
}
