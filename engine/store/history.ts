import type { Pool } from 'pg';
import type { Key } from '../commands/requests.js';
import type { TableName } from '../state/state.js';

/** What is left of process instances that have ended, and of decisions. Nothing here touches an instance that runs. */
export interface History {
  /** Deletes those of the instances that have ended, with everything that belongs to them; answers how many they were. */
  deleteInstances(keys: readonly Key[]): Promise<number>;
  /** The next instances that ended before that time (ms) and that no younger root instance needs, oldest first. */
  endedBefore(before: number, after: Ended | null, limit: number): Promise<readonly Ended[]>;
  /** Some ended instances of a definition. */
  endedOf(processDefinitionKey: Key, limit: number): Promise<readonly Key[]>;
  /** Deletes all decision instances of one evaluation; answers how many they were. */
  deleteEvaluation(decisionEvaluationKey: Key): Promise<number>;
  /** Deletes evaluations before that time (ms) that no process instance asked for: those go with their instance. */
  deleteEvaluationsBefore(before: number): Promise<void>;
}

export interface Ended {
  readonly processInstanceKey: Key;
  readonly endDate: Date;
}

/** Tables with rows of ended instances, by the column process_instance_key. */
export const HISTORY_TABLES: readonly TableName[] = [
  'element_instance',
  'sequence_flow',
  'variable',
  'job',
  'user_task',
  'incident',
  'message_subscription',
  'correlated_message_subscription',
  'decision_instance',
];

/** So many rows one statement deletes at most: what it locks and writes stays small however large an instance was. */
const ROWS_AT_ONCE = 5_000;

/** An engine in memory only forgets what has ended. */
export const NO_HISTORY: History = {
  deleteInstances: () => Promise.resolve(0),
  endedBefore: () => Promise.resolve([]),
  endedOf: () => Promise.resolve([]),
  deleteEvaluation: () => Promise.resolve(0),
  deleteEvaluationsBefore: () => Promise.resolve(),
};

/** Works over connections of its own, beside the session that writes the commands. */
export class PostgresHistory implements History {
  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  /** The instance itself goes last: when the deletion is interrupted it is found again, and can be deleted again. */
  async deleteInstances(keys: readonly Key[]): Promise<number> {
    const ended = await this.#keys(`process_instance_key = ANY($1::bigint[]) AND state <> 'ACTIVE'`, [keys]);
    if (ended.length === 0) return 0;
    for (const table of HISTORY_TABLES) await this.#deleteRows(table, ended);
    return this.#deleteSome('process_instance', ended);
  }

  async endedBefore(before: number, after: Ended | null, limit: number): Promise<readonly Ended[]> {
    const { rows } = await this.pool.query<{ key: Key; end_date: Date }>(
      `SELECT process_instance_key AS key, end_date FROM ${this.schema}.process_instance t
       WHERE end_date < $1 AND (end_date, process_instance_key) > ($2, $3::bigint)
         AND (parent_process_instance_key IS NULL OR NOT EXISTS (
           SELECT 1 FROM ${this.schema}.process_instance root
           WHERE root.process_instance_key = t.root_process_instance_key
             AND (root.end_date IS NULL OR root.end_date >= $1)))
       ORDER BY end_date, process_instance_key LIMIT $4`,
      [new Date(before), after?.endDate ?? new Date(0), after?.processInstanceKey ?? '0', limit],
    );
    return rows.map(({ key, end_date: endDate }) => ({ processInstanceKey: key, endDate }));
  }

  endedOf(processDefinitionKey: Key, limit: number): Promise<readonly Key[]> {
    const condition = `process_definition_key = $1::bigint AND state <> 'ACTIVE' LIMIT $2`;
    return this.#keys(condition, [processDefinitionKey, limit]);
  }

  async deleteEvaluation(decisionEvaluationKey: Key): Promise<number> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM ${this.schema}.decision_instance WHERE decision_evaluation_key = $1::bigint`,
      [decisionEvaluationKey],
    );
    return rowCount ?? 0;
  }

  async deleteEvaluationsBefore(before: number): Promise<void> {
    const old = `process_instance_key IS NULL AND evaluation_date < $1`;
    while ((await this.#deleteWhere('decision_instance', old, new Date(before))) === ROWS_AT_ONCE);
  }

  async #keys(condition: string, values: readonly unknown[]): Promise<readonly Key[]> {
    const { rows } = await this.pool.query<{ key: Key }>(
      `SELECT process_instance_key AS key FROM ${this.schema}.process_instance WHERE ${condition}`,
      [...values],
    );
    return rows.map(({ key }) => key);
  }

  async #deleteRows(table: TableName, keys: readonly Key[]): Promise<void> {
    while ((await this.#deleteSome(table, keys)) === ROWS_AT_ONCE);
  }

  #deleteSome(table: TableName, keys: readonly Key[]): Promise<number> {
    return this.#deleteWhere(table, 'process_instance_key = ANY($1::bigint[])', keys);
  }

  async #deleteWhere(table: TableName, condition: string, value: unknown): Promise<number> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM ${this.schema}.${table} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${this.schema}.${table} WHERE ${condition} LIMIT $2))`,
      [value, ROWS_AT_ONCE],
    );
    return rowCount ?? 0;
  }
}
