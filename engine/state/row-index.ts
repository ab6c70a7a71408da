import type { Key } from '../commands/requests.js';

/** Follows the live rows of a table; also when a refused command is undone. */
export interface RowIndex<Row> {
  /** The row with this key was so and is now so; undefined: not there. */
  move(key: Key, before: Row | undefined, after: Row | undefined): void;
}

/** Keys in the order in which they came in. */
export interface Keys extends Iterable<Key> {
  readonly size: number;
}

/** Most values belong to one row: a set of its own for each would be most of the memory and of the work. */
class OneKey implements Keys {
  readonly size = 1;
  /** What took its place when a second row came: whoever is reading the keys meets that row, as in any set. */
  grownInto: Set<Key> | undefined;

  constructor(readonly key: Key) {}

  *[Symbol.iterator](): Iterator<Key> {
    yield this.key;
    for (const key of this.grownInto ?? []) if (key !== this.key) yield key;
  }
}

/** Finds the keys of live rows by a value of theirs; a row without the value (null) is not in the index. */
export class Index<Row> implements RowIndex<Row> {
  readonly #keys = new Map<string, OneKey | Set<Key>>();

  constructor(private readonly valueOf: (row: Row) => string | null) {}

  find(value: string): Keys {
    return this.#keys.get(value) ?? NO_KEYS;
  }

  values(): Iterable<string> {
    return this.#keys.keys();
  }

  move(key: Key, before: Row | undefined, after: Row | undefined): void {
    const from = before === undefined ? null : this.valueOf(before);
    const to = after === undefined ? null : this.valueOf(after);
    if (from === to) return;
    if (from !== null) this.#remove(from, key);
    if (to !== null) this.#add(to, key);
  }

  #remove(value: string, key: Key): void {
    const keys = this.#keys.get(value);
    if (keys instanceof Set) {
      keys.delete(key);
      if (keys.size === 0) this.#keys.delete(value);
    } else if (keys?.key === key) this.#keys.delete(value);
  }

  #add(value: string, key: Key): void {
    const keys = this.#keys.get(value);
    if (keys === undefined) this.#keys.set(value, new OneKey(key));
    else if (keys instanceof Set) keys.add(key);
    else if (keys.key !== key) {
      keys.grownInto = new Set([keys.key, key]);
      this.#keys.set(value, keys.grownInto);
    }
  }
}

const NO_KEYS: Keys = new Set();
