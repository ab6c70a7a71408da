import type { EngineCalls } from './calls.js';
import { CASE_WORKERS } from './diagrams.js';
import { Latencies } from './latencies.js';
import { inParallel, upTo } from './workers.js';

const SEED_CALLERS = 32;
const FETCH = 1_000;

/** Starts households until this many more wait for their negotiation. */
export async function seedHouseholds(
  calls: EngineCalls,
  count: number,
): Promise<{ readonly seed_instances_per_s: number }> {
  const prefix = `c${String(Date.now())}-`;
  const began = performance.now();
  await inParallel(upTo(count), SEED_CALLERS, async (index) => {
    const householdId = `${prefix}${String(index)}`;
    await calls.start('household', householdId, { householdId, members: 1 + (index % 6) });
  });
  for (;;) {
    const jobs = await calls.fetch('compute', 'seed', FETCH);
    if (jobs.length === 0) break;
    await inParallel(jobs, SEED_CALLERS, (job) => calls.complete(job, { amount: 123_456 }));
  }
  return { seed_instances_per_s: count / ((performance.now() - began) / 1000) };
}

const WARM_UPS = 30;
const TURNS = 200;

/** One person: asks for the group's oldest tasks, claims the first, completes it; again and again. */
export async function rest(calls: EngineCalls, waiting: number) {
  const [total, query, claim, complete] = [new Latencies(), new Latencies(), new Latencies(), new Latencies()];
  let began = 0;
  for (let turn = 0; turn < WARM_UPS + TURNS; turn += 1) {
    if (turn === WARM_UPS) began = performance.now();
    const times = [performance.now()];
    const [task] = await calls.tasks(CASE_WORKERS, 10);
    if (task === undefined) throw new Error('nothing waits');
    times.push(performance.now());
    await calls.claim(task, 'driver0');
    times.push(performance.now());
    await calls.completeTask(task);
    times.push(performance.now());
    if (turn < WARM_UPS) continue;
    const [t0 = 0, t1 = 0, t2 = 0, t3 = 0] = times;
    total.add(t3 - t0);
    query.add(t1 - t0);
    claim.add(t2 - t1);
    complete.add(t3 - t2);
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    scenario: `rest${String(waiting)}`,
    instances: waiting,
    seconds,
    instances_per_s: null,
    completions_per_s: TURNS / seconds,
    p50_ms: total.quantile(0.5),
    p99_ms: total.quantile(0.99),
    query_p50_ms: query.quantile(0.5),
    query_p99_ms: query.quantile(0.99),
    claim_p50_ms: claim.quantile(0.5),
    claim_p99_ms: claim.quantile(0.99),
    complete_p50_ms: complete.quantile(0.5),
    complete_p99_ms: complete.quantile(0.99),
  };
}
