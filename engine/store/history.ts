import type { Pool } from 'pg';
import type { Key } from '../commands/requests.js';
import type { TableName } from '../state/state.js';

/** What is left of process instances that have ended, and of decisions. Nothing here touches an instance that runs. */
export interface History {
  /** Deletes those of the instances that have ended, with everything that belongs to them; answers how many they were. */
  deleteInstances(keys: readonly Key[]): Promise<number>;
  /** The next instances that ended before that time (ms) and that no younger root instance needs, oldest first. */
  endedBefore(before: number, after: Ended | null, limit: number): Promise<readonly Ended[]>;
  /** Deletes batch operations that ended before that time (ms), with their items. */
  deleteBatchesBefore(before: number): Promise<void>;
  /** Some ended instances of a definition. */
  endedOf(processDefinitionKey: Key, limit: number): Promise<readonly Key[]>;
  /** Deletes all decision instances of one evaluation; answers how many they were. */
  deleteEvaluation(decisionEvaluationKey: Key): Promise<number>;
  /** Deletes evaluations before that time (ms) that no process instance asked for: those go with their instance. */
  deleteEvaluationsBefore(before: number): Promise<void>;
  /** Deletes what the audit log tells of before that time (ms). */
  deleteAuditsBefore(before: number): Promise<void>;
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
  deleteBatchesBefore: () => Promise.resolve(),
  endedOf: () => Promise.resolve([]),
  deleteEvaluation: () => Promise.resolve(0),
  deleteEvaluationsBefore: () => Promise.resolve(),
  deleteAuditsBefore: () => Promise.resolve(),
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
    const ofEnded = 'process_instance_key = ANY($1::bigint[])';
    for (const table of HISTORY_TABLES) await this.#deleteAll(table, ofEnded, ended);
    return this.#deleteAll('process_instance', ofEnded, ended);
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

  async deleteBatchesBefore(before: number): Promise<void> {
    const old = 'end_date < $1 AND NOT live';
    const ofOld = `batch_operation_key IN (SELECT batch_operation_key FROM ${this.schema}.batch_operation WHERE ${old})`;
    await this.#deleteAll('batch_operation_item', ofOld, new Date(before));
    await this.#deleteAll('batch_operation', old, new Date(before));
  }

  endedOf(processDefinitionKey: Key, limit: number): Promise<readonly Key[]> {
    const condition = `process_definition_key = $1::bigint AND state <> 'ACTIVE' LIMIT $2`;
    return this.#keys(condition, [processDefinitionKey, limit]);
  }

  deleteEvaluation(decisionEvaluationKey: Key): Promise<number> {
    return this.#deleteAll('decision_instance', 'decision_evaluation_key = $1::bigint', decisionEvaluationKey);
  }

  async deleteEvaluationsBefore(before: number): Promise<void> {
    const old = 'process_instance_key IS NULL AND evaluation_date < $1';
    await this.#deleteAll('decision_instance', old, new Date(before));
  }

  async deleteAuditsBefore(before: number): Promise<void> {
    await this.#deleteAll('audit_log', 'occurred_at < $1', new Date(before));
  }

  async #keys(condition: string, values: readonly unknown[]): Promise<readonly Key[]> {
    const { rows } = await this.pool.query<{ key: Key }>(
      `SELECT process_instance_key AS key FROM ${this.schema}.process_instance WHERE ${condition}`,
      [...values],
    );
    return rows.map(({ key }) => key);
  }

  /** In pieces; answers how many rows that were. */
  async #deleteAll(table: TableName, condition: string, value: unknown): Promise<number> {
    const name = `${this.schema}.${table}`;
    const sql = `DELETE FROM ${name} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${name} WHERE ${condition} LIMIT $2))`;
    let deleted = 0;
    for (;;) {
      const rowCount = (await this.pool.query(sql, [value, ROWS_AT_ONCE])).rowCount ?? 0;
      deleted += rowCount;
      if (rowCount < ROWS_AT_ONCE) return deleted;
    }
  }
}
