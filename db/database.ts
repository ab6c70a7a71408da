import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from './application-role.js';
import { DatabaseClock } from './clock/database-clock.js';
import { entities } from './entities/index.js';
import { isTransient, translated } from './errors.js';
import { ownTypes } from './pg-types.js';
import { KeyVault } from './signing/key-vault.js';
import { SnakeNaming } from './snake-naming.js';
import { Transaction } from './transaction.js';

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Under which the keys of signers are encrypted; without it nothing can be signed. */
  readonly signingSecret?: string;
}

const ATTEMPTS = 5;

/** The facts of the project: opens transactions, and knows the time of the clock row. */
export class Database {
  readonly clock: DatabaseClock;

  private constructor(
    private readonly source: DataSource,
    private readonly vault: KeyVault | null,
  ) {
    this.clock = new DatabaseClock(source.manager);
  }

  /** Connects to a migrated database, working as the application role where there is one. */
  static async open(url: string, options: DatabaseOptions = {}): Promise<Database> {
    const { signingSecret } = options;
    const asRole = (await mayWorkAsApplication(url)) ? { options: `-c role=${APPLICATION_ROLE}` } : {};
    const source = new DataSource({
      type: 'postgres',
      url,
      synchronize: false,
      entities,
      namingStrategy: new SnakeNaming(),
      applicationName: 'expropriation',
      poolSize: options.poolSize ?? 10,
      extra: { types: ownTypes, ...asRole },
    });
    await source.initialize();
    const database = new Database(source, signingSecret === undefined ? null : new KeyVault(signingSecret));
    await database.clock.refresh();
    return database;
  }

  /**
   * Runs the work in one transaction: all of it happens or none. Work that collided with another transaction is
   * run again, so it must touch nothing but the database. A guard that says no surfaces as a BusinessError.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.source.transaction((manager) => work(new Transaction(manager, this.vault)));
      } catch (error) {
        if (attempt < ATTEMPTS && isTransient(error)) continue;
        throw translated(error);
      }
    }
  }

  /** A single read outside any transaction of its own. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.source.query<Row[]>(sql, [...parameters]);
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

async function mayWorkAsApplication(url: string): Promise<boolean> {
  const probe = new DataSource({ type: 'postgres', url, poolSize: 1 });
  await probe.initialize();
  try {
    const rows: { may: boolean }[] = await probe.query(
      `SELECT pg_has_role(current_user, oid, 'SET') AS may FROM pg_roles WHERE rolname = $1`,
      [APPLICATION_ROLE],
    );
    return rows[0]?.may ?? false;
  } finally {
    await probe.destroy();
  }
}
