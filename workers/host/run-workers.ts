import type { Logger } from 'pino';
import type { Database } from '../../db/database.js';
import { BusinessError } from '../../db/errors.js';
import { BadVariablesError } from '../define-worker.js';
import type { JobInfo, Worker } from '../define-worker.js';
import { connectEngine } from './engine-client.js';
import type { EngineClient, EngineJob, EngineSettings } from './engine-client.js';

/** How long a job stays locked for one worker before the engine hands it out again, in ms. */
const JOB_TIMEOUT_MS = 60_000;
const PARALLEL_JOBS = 8;
const LONGEST_BACK_OFF_MS = 60_000;

export interface WorkerHost {
  /** Lets running jobs end (or gives them up after `waitMs`: the engine hands them out again) and closes the polls. */
  stop(waitMs?: number): Promise<void>;
}

const jobInfo = (job: EngineJob): JobInfo => ({
  jobKey: job.jobKey,
  jobType: job.type,
  processInstanceKey: job.processInstanceKey,
  elementId: job.elementId,
  headers: job.customHeaders,
  ...(job.userTask ? { userTask: job.userTask } : {}),
});

/** Waits 1 s, 4 s, 16 s … before a failed job comes back; a job whose variables are wrong goes to a person at once. */
async function reportFailure(client: EngineClient, job: EngineJob, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BusinessError) {
    await client.throwJobError(job.jobKey, error.code, message);
    return;
  }
  const retries = error instanceof BadVariablesError ? 0 : Math.max(0, job.retries - 1);
  const retryBackOff = Math.min(LONGEST_BACK_OFF_MS, 1000 * 4 ** Math.max(0, 3 - job.retries));
  await client.failJob(job.jobKey, { errorMessage: message.slice(0, 4000), retries, retryBackOff });
}

async function work(client: EngineClient, worker: Worker, database: Database, job: EngineJob, log: Logger) {
  try {
    const answer = await worker.run(database, jobInfo(job), job.variables);
    if (answer.kind === 'completed') await client.completeJob(job.jobKey, { variables: answer.variables });
    else await client.completeJob(job.jobKey, { denied: true, deniedReason: answer.reason });
  } catch (error) {
    if (client.isGone(error)) return; // completed, timed out or cancelled meanwhile: nothing left to report
    log.warn({ err: error, jobType: job.type, jobKey: job.jobKey, element: job.elementId }, 'job failed');
    await reportFailure(client, job, error).catch((failure: unknown) => {
      // The engine takes the job back when its lock expires, so nothing is lost.
      if (!client.isGone(failure)) log.error({ err: failure, jobKey: job.jobKey }, 'failure could not be reported');
    });
  }
}

/** Runs workers against the engine that the settings name, embedded or Camunda alike. */
export function runWorkers(
  workers: readonly Worker[],
  context: { database: Database; engine: EngineSettings; log: Logger },
): WorkerHost {
  const client = connectEngine(context.engine);
  const polls = workers.map((worker) =>
    client.poll({
      jobType: worker.jobType,
      fetchVariables: worker.fetchVariables,
      timeoutMs: JOB_TIMEOUT_MS,
      parallel: PARALLEL_JOBS,
      handle: (job) => work(client, worker, context.database, job, context.log),
    }),
  );
  return {
    async stop(waitMs = 5000) {
      await Promise.all(polls.map((poll) => poll.stop(waitMs)));
    },
  };
}
