import type { Key } from '../commands/requests.js';
import type { RowIndex } from './row-index.js';

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

/** An entry with its place in the heap. */
interface Placed {
  due: Due;
  place: number;
}

/**
 * What happens when, earliest first: a binary heap in which each row has one entry at most and gives it up at once when
 * nothing of it is due any more.
 */
export class DueQueue {
  readonly #heap: Placed[] = [];
  readonly #byKey = new Map<Key, Placed>();

  get first(): Due | undefined {
    return this.#heap[0]?.due;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** Takes the entry in, in place of the one that the row has had. */
  put(due: Due): void {
    const known = this.#byKey.get(due.key);
    if (known === undefined) {
      const placed = { due, place: this.#heap.length };
      this.#byKey.set(due.key, placed);
      this.#heap.push(placed);
      this.#rise(placed);
    } else {
      known.due = due;
      this.#rise(known);
      this.#sink(known);
    }
  }

  remove(key: Key): void {
    const gone = this.#byKey.get(key);
    if (gone === undefined) return;
    this.#byKey.delete(key);
    const last = this.#heap.pop();
    if (last === undefined || last === gone) return;
    this.#set(last, gone.place);
    this.#rise(last);
    this.#sink(last);
  }

  #rise(placed: Placed): void {
    while (placed.place > 0) {
      const place = (placed.place - 1) >> 1;
      const parent = this.#heap[place];
      if (parent === undefined || !isBefore(placed.due, parent.due)) return;
      this.#set(parent, placed.place);
      this.#set(placed, place);
    }
  }

  #sink(placed: Placed): void {
    for (;;) {
      const place = 2 * placed.place + 1;
      const [left, right] = [this.#heap[place], this.#heap[place + 1]];
      if (left === undefined) return;
      const least = right !== undefined && isBefore(right.due, left.due) ? right : left;
      if (!isBefore(least.due, placed.due)) return;
      const below = least.place;
      this.#set(least, placed.place);
      this.#set(placed, below);
    }
  }

  #set(placed: Placed, place: number): void {
    placed.place = place;
    this.#heap[place] = placed;
  }
}

function isBefore(one: Due, other: Due): boolean {
  const [first, second] = [fireAt(one), fireAt(other)];
  if (first !== second) return first < second;
  return one.key.length !== other.key.length ? one.key.length < other.key.length : one.key < other.key;
}

/** When something of a row is due; null: nothing is. */
export interface RowDue {
  readonly at: number;
  readonly kind: DueKind;
}

/** Keeps the queue to what the live rows of a table say, also when a refused command is undone. */
export class DueRows<Row> implements RowIndex<Row> {
  constructor(
    private readonly queue: DueQueue,
    private readonly dueOf: (row: Row) => RowDue | null,
  ) {}

  move(key: Key, before: Row | undefined, after: Row | undefined): void {
    const [from, to] = [before && this.dueOf(before), after && this.dueOf(after)];
    if (to === undefined || to === null) this.queue.remove(key);
    else if (to.at !== from?.at || to.kind !== from.kind) this.queue.put({ ...to, key });
  }
}
