import { Client, DatabaseError } from 'pg';

/** Somebody who holds the owner's database password and goes round the application: plain SQL, nothing else. */
export class SqlAttacker {
  private constructor(private readonly client: Client) {}

  static async connect(url: string): Promise<SqlAttacker> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new SqlAttacker(client);
  }

  /** The refusal a statement meets, e.g. `SD2 DUTY_NOT_SEPARATED`; `done` when nothing stopped it. Leaves no trace. */
  async attempt(sql: string, parameters: readonly unknown[] = []): Promise<string> {
    await this.client.query('BEGIN');
    try {
      await this.client.query(sql, [...parameters]);
      return 'done';
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return error.code === 'EX001' ? `${error.hint ?? ''} ${error.detail ?? ''}` : (error.constraint ?? error.message);
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  /** Writes past every trigger, to set a scene that the guards would not have let come about. */
  async plant(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.client.query(`SET session_replication_role = replica`);
    try {
      await this.client.query(sql, [...parameters]);
    } finally {
      await this.client.query(`SET session_replication_role = DEFAULT`);
    }
  }

  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, [...parameters])).rows as Row[];
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
