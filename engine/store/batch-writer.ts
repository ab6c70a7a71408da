import type { PoolClient } from 'pg';
import type { TableName } from '../state/state.js';
import { COLUMNS } from './columns.js';
import { MessageBuffer } from './message-buffer.js';
import { Packet } from './packet.js';
import type { Expected } from './packet.js';
import { readRowTypes } from './row-types.js';
import type { Batch } from './store.js';
import { TableWriter } from './table-writer.js';

/**
 * Plans are made once, while the tables are small: without these the plan of an UPDATE would read all of a table for
 * ever after.
 */
const PLAN_SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
];

/** Writes batches over one session: all statements of a batch in one packet, which is one transaction. */
export class BatchWriter {
  readonly #messages = new MessageBuffer();
  /** Statements that the session has prepared, by name. */
  readonly #prepared = new Set<string>();

  private constructor(
    private readonly client: PoolClient,
    private readonly schema: string,
    private readonly writers: ReadonlyMap<TableName, TableWriter>,
  ) {}

  static async open(client: PoolClient, schema: string): Promise<BatchWriter> {
    const types = await readRowTypes(client, schema);
    for (const setting of PLAN_SETTINGS) await client.query(`SET ${setting}`);
    const writers = new Map<TableName, TableWriter>();
    for (const [table, type] of types)
      if (Object.hasOwn(COLUMNS, table)) writers.set(table, new TableWriter(schema, table, type));
    return new BatchWriter(client, schema, writers);
  }

  async write({ changes, nextKey }: Batch): Promise<void> {
    const expected: Expected[] = [];
    this.#messages.clear();
    if (nextKey !== null) this.#writeNextKey(nextKey, expected);
    for (const { table, rows } of changes) this.#writeTable(table, rows, expected);
    if (expected.length === 0) return;
    this.#messages.endMessage(this.#messages.beginMessage('S'));
    for (const { what } of expected) this.#prepared.add(what);
    await new Promise<void>((resolve, reject) => {
      this.client.query(new Packet(this.#messages.written, expected, resolve, reject));
    });
  }

  #writeNextKey(nextKey: number, expected: Expected[]): void {
    this.#execute('next_key', `UPDATE ${this.schema}.key_block SET next_key = $1::bigint`, () => {
      this.#messages.int64(nextKey);
    });
    expected.push({ what: 'next_key', rows: 1 });
  }

  #writeTable(table: TableName, changes: Batch['changes'][number]['rows'], expected: Expected[]): void {
    const writer = this.writers.get(table);
    if (writer === undefined) throw new Error(`the database has no table ${table}`);
    for (const [statement, rows] of writer.sorted(changes)) {
      this.#execute(statement.name, statement.text, () => {
        writer.writeRows(this.#messages, statement, rows);
      });
      expected.push({ what: statement.name, rows: statement.touchesAll ? rows.length : null });
    }
  }

  /** Parse (once), Bind with one binary parameter, Execute. */
  #execute(name: string, text: string, writeParameter: () => void): void {
    const to = this.#messages;
    if (!this.#prepared.has(name)) {
      const parse = to.beginMessage('P');
      to.cString(name);
      to.cString(text);
      to.int16(0);
      to.endMessage(parse);
    }
    const bind = to.beginMessage('B');
    const [unnamedPortal, binary] = ['', 1];
    to.cString(unnamedPortal);
    to.cString(name);
    to.int16(1);
    to.int16(binary);
    to.int16(1);
    const begin = to.beginLength();
    writeParameter();
    to.endLength(begin);
    to.int16(0);
    to.endMessage(bind);
    const execute = to.beginMessage('E');
    to.cString(unnamedPortal);
    to.int32(0);
    to.endMessage(execute);
  }
}
