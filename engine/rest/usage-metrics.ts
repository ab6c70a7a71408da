import type { Search } from '../search/index.js';

export interface UsageMetrics {
  /** Root process instances that were created. */
  readonly processInstances: number;
  /** Decisions that were evaluated. */
  readonly decisionInstances: number;
  /** People to whom a user task was assigned. */
  readonly assignees: number;
}

/** What happened from `from` on and before `to`, ms. A task counts for the time in which it was open. */
export async function usageMetrics({ pool, schema }: Search, from: number, to: number): Promise<UsageMetrics> {
  const { rows } = await pool.query<UsageMetrics>(
    `SELECT
       (SELECT count(*)::int FROM ${schema}.process_instance
        WHERE start_date >= $1 AND start_date < $2 AND parent_process_instance_key IS NULL) AS "processInstances",
       (SELECT count(*)::int FROM ${schema}.decision_instance
        WHERE evaluation_date >= $1 AND evaluation_date < $2) AS "decisionInstances",
       (SELECT count(DISTINCT assignee)::int FROM ${schema}.user_task
        WHERE creation_date < $2 AND (completion_date IS NULL OR completion_date >= $1)) AS assignees`,
    [new Date(from), new Date(to)],
  );
  const [metrics] = rows;
  if (metrics === undefined) throw new Error('an aggregate has one row');
  return metrics;
}
