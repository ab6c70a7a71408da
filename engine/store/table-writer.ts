import type { TableName } from '../state/state.js';
import type { RowChange } from '../state/table.js';
import { COLUMNS, snakeCase } from './columns.js';
import type { MessageBuffer } from './message-buffer.js';
import type { RowType } from './row-types.js';
import { beginArray, writerOf } from './value-writers.js';
import type { ValueWriter } from './value-writers.js';

/** A statement whose one parameter is an array of rows of the table. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Columns that it uses; the others travel as null. */
  readonly sends: readonly boolean[];
  /** It must touch as many rows as it is given. */
  readonly touchesAll: boolean;
}

interface Column {
  readonly name: string;
  readonly oid: number;
  /** null: the database fills it in. */
  readonly field: string | null;
  readonly isKey: boolean;
  /** A variable may have the value null, which is a text in the database. */
  readonly keepsNull: boolean;
  readonly write: ValueWriter;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Writes the changes of one table: new rows by INSERT, changed ones by UPDATE of just those columns that have changed
 * (an index that does not cover them stays as it is), and DELETE. A row travels in the binary format of the table's own
 * row type, which the server reads faster than any text.
 */
export class TableWriter {
  readonly #columns: readonly Column[];
  readonly #insert: Statement;
  readonly #delete: Statement;
  /** By the numbers of the columns that change. */
  readonly #updates = new Map<string, Statement>();
  readonly #given: string;
  readonly #isGiven: string;
  readonly #updateStart: string;

  constructor(
    schema: string,
    private readonly table: TableName,
    private readonly type: RowType,
  ) {
    const { columns, key, insertOnly } = COLUMNS[table];
    const known = new Map(Object.entries(columns).map(([field, kind]) => [snakeCase(field), { field, kind }] as const));
    this.#columns = type.columns.map(({ name, oid }) => {
      const { field, kind } = known.get(name) ?? { field: null, kind: null };
      const isKey = field !== null && key.includes(field);
      const write = kind === null ? () => undefined : writerOf(kind, oid);
      return { name, oid, field, isKey, keepsNull: kind === 'jsonText', write };
    });
    const ours = this.#columns.filter(({ field }) => field !== null).map(({ name }) => name);
    const keys = this.#columns.filter(({ isKey }) => isKey).map(({ name }) => name);
    this.#given = `unnest($1::${schema}.${table}[]) given`;
    this.#isGiven = keys.map((name) => `t.${name} = given.${name}`).join(' AND ');
    this.#insert = {
      name: `${table}_insert`,
      text:
        `INSERT INTO ${schema}.${table} (${ours.join(', ')}) SELECT ${ours.join(', ')} FROM ${this.#given}` +
        (insertOnly === true ? ' ON CONFLICT DO NOTHING' : ''),
      sends: this.#columns.map(({ field }) => field !== null),
      touchesAll: insertOnly !== true,
    };
    this.#delete = {
      name: `${table}_delete`,
      text: `DELETE FROM ${schema}.${table} t USING ${this.#given} WHERE ${this.#isGiven}`,
      sends: this.#columns.map(({ isKey }) => isKey),
      touchesAll: true,
    };
    this.#updateStart = `UPDATE ${schema}.${table} t SET `;
  }

  /** The statements that bring the table from before to after, each with its rows; what makes room comes first. */
  sorted(changes: readonly RowChange<object>[]): readonly (readonly [Statement, readonly object[]])[] {
    const sorted = new Map<Statement, object[]>();
    for (const { before, after } of changes) {
      const row = after ?? before;
      if (row === null) continue;
      const statement =
        after === null ? this.#delete : before === null ? this.#insert : this.#update(before as Row, after as Row);
      if (statement === null) continue;
      const rows = sorted.get(statement);
      if (rows === undefined) sorted.set(statement, [row]);
      else rows.push(row);
    }
    return [...sorted].sort(([one], [other]) => this.#rank(one) - this.#rank(other));
  }

  writeRows(to: MessageBuffer, { sends }: Statement, rows: readonly object[]): void {
    beginArray(to, this.type.oid, rows.length);
    for (const row of rows) {
      const begin = to.beginLength();
      to.int32(this.#columns.length);
      for (let index = 0; index < this.#columns.length; index += 1) {
        const column = this.#columns[index];
        if (column === undefined) continue;
        const { field, oid, write } = column;
        to.int32(oid);
        const value = field === null || sends[index] !== true ? undefined : (row as Row)[field];
        if (value === undefined || (value === null && !column.keepsNull)) {
          to.int32(-1);
          continue;
        }
        const at = to.beginLength();
        write(to, value);
        to.endLength(at);
      }
      to.endLength(begin);
    }
  }

  #rank(statement: Statement): number {
    return statement === this.#delete ? 0 : statement === this.#insert ? 2 : 1;
  }

  /** null: nothing has changed after all. */
  #update(before: Row, after: Row): Statement | null {
    let which = '';
    for (let index = 0; index < this.#columns.length; index += 1) {
      const field = this.#columns[index]?.field ?? null;
      if (field !== null && before[field] !== after[field]) which += `,${String(index)}`;
    }
    return which === '' ? null : (this.#updates.get(which) ?? this.#newUpdate(which));
  }

  #newUpdate(which: string): Statement {
    const numbers = new Set(which.slice(1).split(',').map(Number));
    const names = this.#columns.filter((_, index) => numbers.has(index)).map(({ name }) => name);
    const sets = names.map((name) => `${name} = given.${name}`).join(', ');
    const statement = {
      name: `${this.table}_update_${String(this.#updates.size)}`,
      text: `${this.#updateStart}${sets} FROM ${this.#given} WHERE ${this.#isGiven}`,
      sends: this.#columns.map(({ isKey }, index) => isKey || numbers.has(index)),
      touchesAll: true,
    };
    this.#updates.set(which, statement);
    return statement;
  }
}
