import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { LOCK_MS } from './calls.js';
import { Goal, until } from './pace.js';
import { SdkCalls, officialClient } from './sdk-calls.js';
import { startEmptyServer } from './server-process.js';
import { concurrent } from './form.js';
import { inParallel, upTo } from './workers.js';

/** How many jobs a second the official client completes against a server that does nothing. */
export async function sdkCeiling(jobs: number) {
  const server = await startEmptyServer();
  try {
    const calls = new SdkCalls(officialClient(server.port));
    const complete = async (index: number) => {
      await calls.complete({ jobKey: String(index + 1), type: 'linear', processInstanceKey: '1' });
    };
    await inParallel(upTo(jobs / 4), concurrent.inFlight, complete);
    const began = performance.now();
    await inParallel(upTo(jobs), concurrent.inFlight, complete);
    const seconds = (performance.now() - began) / 1000;
    return { engine: 'none', scenario: 'sdk-ceiling', completions_per_s: jobs / seconds };
  } finally {
    await server.stop();
  }
}

/** Ten jobs in a row with the official client's own job workers, which complete up to 32 jobs at the same time. */
export async function sdkLinear10(client: CamundaClient, instances: number) {
  const calls = new SdkCalls(client);
  const goal = new Goal(10 * instances);
  const began = performance.now();
  const workers = upTo(concurrent.workers).map((index) =>
    client.createJobWorker({
      jobType: 'linear',
      workerName: `w${String(index)}`,
      maxParallelJobs: concurrent.inFlight,
      jobTimeoutMs: LOCK_MS,
      jobHandler: async (job) => {
        const receipt = await job.complete();
        goal.count();
        return receipt;
      },
    }),
  );
  const prefix = `s${String(Date.now())}-`;
  await inParallel(upTo(instances), concurrent.starters, async (index) => {
    await calls.start('linear10', `${prefix}${String(index)}`);
  });
  await goal.reached;
  await until(async () => (await calls.running('linear10')) === 0, 5);
  const seconds = (performance.now() - began) / 1000;
  for (const worker of workers) worker.stop();
  return {
    scenario: 'linear10-sdk-workers',
    form: concurrent.form,
    instances,
    seconds,
    instances_per_s: instances / seconds,
    completions_per_s: goal.done / seconds,
  };
}
