import type { EngineCalls } from './calls.js';
import type { Form } from './form.js';
import { Goal, until, within } from './pace.js';
import { Workers, inParallel, upTo } from './workers.js';

export interface Pace {
  readonly scenario: string;
  readonly form: string;
  readonly instances: number;
  readonly seconds: number;
  readonly instances_per_s: number;
  readonly completions_per_s: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

/** Ten jobs in a row, from the first start until no instance runs. */
export async function linear10(
  calls: EngineCalls,
  instances: number,
  form: Form,
): Promise<Pace & Readonly<Record<string, unknown>>> {
  const prefix = `l${String(Date.now())}-`;
  const goal = new Goal(10 * instances);
  const began = performance.now();
  const workers = new Workers(calls, ['linear'], form, goal);
  const starts = inParallel(upTo(instances), form.starters, async (index) => {
    await calls.start('linear10', `${prefix}${String(index)}`);
  });
  await within([goal.reached, starts], workers.loops);
  await until(async () => (await calls.running('linear10')) === 0, 5);
  const seconds = (performance.now() - began) / 1000;
  await workers.stop();
  return {
    scenario: 'linear10',
    form: form.form,
    instances,
    seconds,
    instances_per_s: instances / seconds,
    completions_per_s: goal.done / seconds,
    p50_ms: workers.latencies.quantile(0.5),
    p99_ms: workers.latencies.quantile(0.99),
    fetches: workers.fetches,
    empty_fetches: workers.emptyFetches,
  };
}
