import type { Key } from '../commands/requests.js';
import type { Journal } from './journal.js';
import type { RowIndex } from './row-index.js';

/** What has become of one row since the last commit; null: there is no such row in the database. */
export interface RowChange<Row> {
  readonly before: Row | null;
  readonly after: Row | null;
}

interface Dirty<Row> {
  readonly before: Row | null;
  after: Row | null;
}

/**
 * The live rows of one database table. Rows are never changed in place, so a commit under way keeps what it took.
 * Every change is noted twice: in the journal (to undo a refused command) and as dirty (to be written).
 */
export class Table<Row extends object> {
  readonly #rows = new Map<Key, Row>();
  #dirty = new Map<Key, Dirty<Row>>();

  constructor(
    readonly name: string,
    readonly keyOf: (row: Row) => Key,
    private readonly journal: Journal,
    private readonly indexes: readonly RowIndex<Row>[] = [],
    /** Told of every live row that comes in or changes; not of one that an undone command leaves as it was. */
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
    this.#set(key, before, undefined);
    this.journal.add(() => {
      this.#set(key, undefined, before);
    });
  }

  /** Takes in a row as the database holds it. */
  load(row: Row): void {
    const key = this.keyOf(row);
    this.#set(key, this.#rows.get(key), row);
    this.onChange(row);
  }

  get hasChanges(): boolean {
    return this.#dirty.size > 0;
  }

  /** Rows that were born and are gone since then are no change. */
  takeChanges(): RowChange<Row>[] {
    const changes: RowChange<Row>[] = [];
    for (const change of this.#dirty.values()) if (change.before !== change.after) changes.push(change);
    this.#dirty = new Map();
    return changes;
  }

  #change(key: Key, live: Row | undefined, written: Row | null): void {
    const before = this.#rows.get(key);
    const dirty = this.#dirty.get(key);
    const writtenBefore = dirty?.after;
    if (dirty === undefined) this.#dirty.set(key, { before: before ?? null, after: written });
    else dirty.after = written;
    this.#set(key, before, live);
    if (live !== undefined) this.onChange(live);
    this.journal.add(() => {
      this.#set(key, live, before);
      if (dirty === undefined || writtenBefore === undefined) this.#dirty.delete(key);
      else dirty.after = writtenBefore;
    });
  }

  #set(key: Key, before: Row | undefined, row: Row | undefined): void {
    if (row !== undefined) this.#rows.set(key, row);
    else if (before !== undefined) this.#rows.delete(key);
    for (const index of this.indexes) index.move(key, before, row);
  }
}
