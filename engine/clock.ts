/** The engine's only source of time, in milliseconds since 1970-01-01T00:00Z. */
export interface Clock {
  now(): number;
}

/** The wall clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * The clock the engine reads: it follows its source until it is pinned, and then stands still at that instant (as
 * Camunda's does) until it is pinned elsewhere or reset.
 */
export class PinnableClock implements Clock {
  #pinnedAt: number | null = null;

  constructor(private readonly source: Clock = systemClock) {}

  now(): number {
    return this.#pinnedAt ?? this.source.now();
  }

  get pinnedAt(): number | null {
    return this.#pinnedAt;
  }

  set(pinnedAt: number | null): void {
    this.#pinnedAt = pinnedAt;
  }
}
