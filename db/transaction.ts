import type { EntityManager } from 'typeorm';
import type { IsoDate, IsoInstant } from '../rules/dates.js';
import { shanghaiDateOf } from '../rules/dates.js';
import type { KeyVault } from './signing/key-vault.js';

/** One open transaction: what every repository function works on. */
export class Transaction {
  private time: IsoInstant | undefined;

  constructor(
    readonly manager: EntityManager,
    private readonly keys: KeyVault | null,
  ) {}

  /** Opens and closes the signers' keys; throws where the database was opened without the key of the keys. */
  get vault(): KeyVault {
    if (this.keys === null) throw new Error('Opened without signingSecret, so nothing can be signed');
    return this.keys;
  }

  /** The instant of this transaction by the clock row, the same from beginning to end. */
  async now(): Promise<IsoInstant> {
    this.time ??= (await this.one<{ now: IsoInstant }>('SELECT app_now() AS now')).now;
    return this.time;
  }

  /** The civil day of this transaction in Shanghai. */
  async today(): Promise<IsoDate> {
    return shanghaiDateOf(await this.now());
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(sql, [...parameters]);
  }

  /** The first row, if there is one. */
  async maybeOne<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(sql, parameters))[0];
  }

  /** The first row of a query that always has one. */
  async one<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row> {
    const row = await this.maybeOne<Row>(sql, parameters);
    if (row === undefined) throw new Error(`Expected a row from: ${sql.trim().slice(0, 80)}`);
    return row;
  }

  /** Changes rows and returns them: TypeORM answers UPDATE and DELETE with rows and count. */
  async change<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const [rows] = await this.manager.query<[Row[], number]>(sql, [...parameters]);
    return rows;
  }

  /** Waits until no other transaction holds the same name; held until the end of this one. */
  async lock(name: string): Promise<void> {
    await this.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }
}
