import type { Transaction } from '../transaction.js';

/** What a worker answers to the engine: small process variables. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Does the work of a job once: a repeated job, or one that runs twice at the same time, gets the answer kept from
 * the first. Facts, answer and ledger share the transaction.
 */
export async function answerOnce<T extends Answer>(
  tx: Transaction,
  jobKey: string,
  jobType: string,
  work: () => Promise<T>,
): Promise<T> {
  await tx.lock(`job:${jobKey}`);
  const kept = await tx.maybeOne<{ answer: T }>('SELECT answer FROM job_record WHERE job_key = $1', [jobKey]);
  if (kept) return kept.answer;
  const answer = await work();
  await tx.query('INSERT INTO job_record (job_key, job_type, answer) VALUES ($1, $2, $3::jsonb)', [
    jobKey,
    jobType,
    JSON.stringify(answer),
  ]);
  return answer;
}
