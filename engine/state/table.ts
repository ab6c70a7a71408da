import type { Key } from '../commands/requests.js';
import type { Journal } from './journal.js';

/** Finds the keys of live rows by a value of theirs; a row without the value (null) is not in the index. */
export class Index<Row> {
  readonly #keys = new Map<string, Set<Key>>();

  constructor(private readonly valueOf: (row: Row) => string | null) {}

  /** Keys in the order in which they came in. */
  find(value: string): ReadonlySet<Key> {
    return this.#keys.get(value) ?? NO_KEYS;
  }

  values(): Iterable<string> {
    return this.#keys.keys();
  }

  move(key: Key, before: Row | undefined, after: Row | undefined): void {
    const from = before === undefined ? null : this.valueOf(before);
    const to = after === undefined ? null : this.valueOf(after);
    if (from === to) return;
    if (from !== null) {
      const keys = this.#keys.get(from);
      keys?.delete(key);
      if (keys?.size === 0) this.#keys.delete(from);
    }
    if (to !== null) {
      const keys = this.#keys.get(to);
      if (keys === undefined) this.#keys.set(to, new Set([key]));
      else keys.add(key);
    }
  }
}

const NO_KEYS: ReadonlySet<Key> = new Set();

/** What a table wants written: whole rows, and keys of rows to delete. */
export interface Changes<Row> {
  readonly rows: Row[];
  readonly removed: Key[];
}

/**
 * The live rows of one database table. Rows are never changed in place, so a commit under way keeps what it took.
 * Every change is noted twice: in the journal (to undo a refused command) and as dirty (to be written).
 */
export class Table<Row extends object> {
  readonly #rows = new Map<Key, Row>();
  #dirty = new Map<Key, Row | null>();
  /** Keys that no database row exists for yet: gone before the next commit, they are never written. */
  #unwritten = new Set<Key>();

  constructor(
    readonly name: string,
    readonly keyOf: (row: Row) => Key,
    private readonly journal: Journal,
    private readonly indexes: readonly Index<Row>[] = [],
    private readonly onChange: (row: Row) => void = () => undefined,
  ) {}

  get size(): number {
    return this.#rows.size;
  }

  get(key: Key): Row | undefined {
    return this.#rows.get(key);
  }

  require(key: Key): Row {
    const row = this.#rows.get(key);
    if (row === undefined) throw new Error(`${this.name} ${key} is not live`);
    return row;
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Writes a live row. */
  put(row: Row): void {
    this.#change(this.keyOf(row), row, row);
  }

  /** Writes a row for the last time: it stays in the database as history and leaves the memory. */
  finish(row: Row): void {
    this.#change(this.keyOf(row), undefined, row);
  }

  /** Deletes a row. */
  remove(key: Key): void {
    if (this.#rows.has(key)) this.#change(key, undefined, null);
  }

  /** Drops a row from memory only; what is to be written of it still is. */
  forget(key: Key): void {
    const before = this.#rows.get(key);
    if (before === undefined) return;
    this.#set(key, undefined);
    this.journal.add(() => {
      this.#set(key, before);
    });
  }

  /** Takes in a row as the database holds it. */
  load(row: Row): void {
    this.#set(this.keyOf(row), row);
  }

  get hasChanges(): boolean {
    return this.#dirty.size > 0;
  }

  takeChanges(): Changes<Row> {
    const rows: Row[] = [];
    const removed: Key[] = [];
    for (const [key, row] of this.#dirty) {
      if (row === null) removed.push(key);
      else rows.push(row);
    }
    this.#dirty = new Map();
    this.#unwritten = new Set();
    return { rows, removed };
  }

  #change(key: Key, live: Row | undefined, written: Row | null): void {
    const before = this.#rows.get(key);
    const dirtyBefore = this.#dirty.get(key);
    const unwrittenBefore = this.#unwritten.has(key);
    if (before === undefined && dirtyBefore === undefined) this.#unwritten.add(key);
    this.#set(key, live);
    if (written === null && this.#unwritten.has(key)) this.#dirty.delete(key);
    else this.#dirty.set(key, written);
    this.journal.add(() => {
      this.#set(key, before);
      if (dirtyBefore === undefined) this.#dirty.delete(key);
      else this.#dirty.set(key, dirtyBefore);
      if (!unwrittenBefore) this.#unwritten.delete(key);
    });
  }

  #set(key: Key, row: Row | undefined): void {
    const before = this.#rows.get(key);
    if (row === undefined) this.#rows.delete(key);
    else this.#rows.set(key, row);
    for (const index of this.indexes) index.move(key, before, row);
    if (row !== undefined) this.onChange(row);
  }
}
