import type { Key } from '../commands/requests.js';

export type DueKind = 'timer' | 'job-deadline' | 'job-retry' | 'message';

export interface Due {
  readonly at: number;
  readonly kind: DueKind;
  readonly key: Key;
  /** Of one that could not be fired: when that is tried again, ms, and how often it has failed. */
  readonly retry?: { readonly at: number; readonly failures: number };
}

const FIRST_RETRY_MS = 1_000;
const SLOWEST_RETRY_MS = 300_000;

/** When it is to be fired, ms. */
export const fireAt = ({ at, retry }: Due): number => retry?.at ?? at;

/** The same once more, later each time it fails. */
export function retried(due: Due, now: number): Due {
  const failures = (due.retry?.failures ?? 0) + 1;
  const pause = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), SLOWEST_RETRY_MS);
  return { ...due, retry: { at: now + pause, failures } };
}

/**
 * What happens when, earliest first (a binary heap). Entries are never taken out early: whoever pops one checks
 * against the row whether it still holds.
 */
export class DueQueue {
  readonly #heap: Due[] = [];

  get first(): Due | undefined {
    return this.#heap[0];
  }

  get size(): number {
    return this.#heap.length;
  }

  /** Throws out what no longer holds. */
  compact(holds: (due: Due) => boolean): void {
    const kept = this.#heap.filter(holds);
    this.#heap.length = 0;
    for (const due of kept) this.push(due);
  }

  push(due: Due): void {
    this.#heap.push(due);
    let at = this.#heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): Due | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    this.#heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#heap.length) return first;
      const right = left + 1;
      const least = right < this.#heap.length && this.#before(right, left) ? right : left;
      if (!this.#before(least, at)) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    const [first, second] = [fireAt(a), fireAt(b)];
    if (first !== second) return first < second;
    return a.key.length !== b.key.length ? a.key.length < b.key.length : a.key < b.key;
  }

  #swap(one: number, other: number): void {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
