import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { BatchWriter } from './batch-writer.js';
import { PostgresHistory } from './history.js';
import { loadState } from './load-state.js';
import { FIRST_KEY } from './store.js';
import type { Batch, Opened, Store } from './store.js';

/** How long a predecessor that has just died may still seem to hold the schema, ms. */
const LOCK_PATIENCE_MS = 5_000;

/**
 * Keeps the state in one PostgreSQL schema. One session holds an advisory lock and does all the writing: when the
 * connection breaks, lock and writer are gone together, so two engines can never write to the same schema.
 */
export class PostgresStore implements Store {
  readonly pool: Pool;
  readonly history: PostgresHistory;
  /** Told when the writing session, and the lock with it, is gone while nothing was being written. */
  onLost: () => void = () => undefined;
  readonly #ownsPool: boolean;
  #writer: PoolClient | null = null;
  #batches: BatchWriter | null = null;

  constructor(
    options: { readonly pool?: Pool | undefined; readonly databaseUrl?: string | undefined },
    readonly schema: string,
  ) {
    if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error(`'${schema}' cannot be a schema name: use a-z, 0-9 and _`);
    this.#ownsPool = options.pool === undefined;
    this.pool = options.pool ?? new Pool({ connectionString: options.databaseUrl });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.history = new PostgresHistory(this.pool, schema);
    if (this.#ownsPool) this.pool.on('error', () => undefined);
  }

  async open(): Promise<Opened> {
    this.#drop();
    const writer = await this.pool.connect();
    writer.on('error', () => {
      if (this.#writer !== writer) return;
      this.#drop();
      this.onLost();
    });
    this.#writer = writer;
    await this.#takeLock(writer);
    const sql = await readFile(new URL('schema.sql', import.meta.url), 'utf8');
    await writer.query(sql.replaceAll('{schema}', this.schema));
    await writer.query(`INSERT INTO ${this.schema}.key_block VALUES (1, $1) ON CONFLICT DO NOTHING`, [FIRST_KEY]);
    const { rows } = await writer.query<{ next_key: string }>(`SELECT next_key FROM ${this.schema}.key_block`);
    const opened = { state: await loadState(writer, this.schema), nextKey: Number(rows[0]?.next_key) };
    this.#batches = await BatchWriter.open(writer, this.schema);
    return opened;
  }

  async commit(batch: Batch): Promise<void> {
    if (this.#batches === null) throw new Error('the engine has no connection to its database');
    await this.#batches.write(batch);
  }

  async close(): Promise<void> {
    this.#drop();
    if (this.#ownsPool) await this.pool.end();
  }

  /** Closes the session, which frees the lock. */
  #drop(): void {
    const writer = this.#writer;
    this.#writer = null;
    this.#batches = null;
    writer?.release(true);
  }

  async #takeLock(writer: PoolClient): Promise<void> {
    const until = Date.now() + LOCK_PATIENCE_MS;
    for (;;) {
      const { rows } = await writer.query<{ taken: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('engine'), hashtext($1)) AS taken`,
        [this.schema],
      );
      if (rows[0]?.taken === true) return;
      if (Date.now() > until) {
        this.#drop();
        throw new Error(
          `Another engine is running on schema '${this.schema}' of this database. Stop it first, or choose another schema.`,
        );
      }
      await pause(100);
    }
  }
}
