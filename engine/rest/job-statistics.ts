import { BadCursor, MOST_COUNTED, Parameters, allOf, condition, text } from '../search/index.js';
import type { Operators, Search } from '../search/index.js';
import { invalidArgument } from './problems.js';

/** Statistics look at no more jobs than this: they must not hold up the database. */
export const MOST_JOBS = 1_000_000;

/** Jobs that were created from `from` on and before `to`, ms. */
export interface JobWindow {
  readonly from: number;
  readonly to: number;
  readonly jobType?: Operators | null | undefined;
  readonly errorCode?: Operators | null | undefined;
  readonly errorMessage?: Operators | null | undefined;
}

interface StatusMetric {
  readonly count: number;
  readonly lastUpdatedAt: string | null;
}

export interface Counts {
  readonly created: StatusMetric;
  readonly completed: StatusMetric;
  readonly failed: StatusMetric;
}

/** Failed: at least once, whatever became of the job then. A thrown BPMN error is an error, but no failure. */
const COUNTS = {
  created: "json_build_object('count', count(*), 'lastUpdatedAt', max(creation_time))",
  completed: `json_build_object('count', count(*) FILTER (WHERE state = 'COMPLETED'),
    'lastUpdatedAt', max(end_time) FILTER (WHERE state = 'COMPLETED'))`,
  failed: `json_build_object('count', count(*) FILTER (WHERE has_failed),
    'lastUpdatedAt', max(last_update_time) FILTER (WHERE has_failed))`,
};
const WORKERS = "count(DISTINCT worker) FILTER (WHERE worker <> '')";

/** How jobs are put together: by what, and what is told of each group. */
export interface Grouping {
  /** Field of an item to what it is in SQL; in this order, by code point. */
  readonly by: Readonly<Record<string, string>>;
  readonly tells: Readonly<Record<string, string>>;
  /** Only these jobs. */
  readonly of: string;
}

export const BY_TYPE: Grouping = { by: { jobType: 'type' }, tells: { ...COUNTS, workers: WORKERS }, of: 'true' };
export const BY_WORKER: Grouping = { by: { worker: 'worker' }, tells: COUNTS, of: "worker <> ''" };
export const BY_ERROR: Grouping = {
  by: { errorCode: 'error_code', errorMessage: 'error_message' },
  tells: { workers: WORKERS },
  of: 'has_error',
};

/** Groups of a length of time (ms), which begin at whole multiples of it; `time` is fifteen digits, so that texts sort. */
export const byTime = (resolution: number): Grouping => ({
  by: {
    time: `lpad((floor(extract(epoch FROM creation_time) * 1000 / ${String(resolution)}) * ${String(resolution)})::bigint::text, 15, '0')`,
  },
  tells: COUNTS,
  of: 'true',
});

export interface StatisticsPage {
  readonly limit: number;
  readonly after?: string | null | undefined;
}

/** One page of groups; refused when there are more jobs in the window than may be looked at. */
export async function groupedStatistics(
  { pool, schema }: Search,
  { by, tells, of }: Grouping,
  window: JobWindow,
  { limit, after }: StatisticsPage,
) {
  const parameters = new Parameters();
  const keys = Object.keys(by);
  const fields = Object.entries({ ...by, ...tells }).map(([field, sql]) => `${sql} AS "${field}"`);
  const inOrder = keys.map((field) => `"${field}" COLLATE "C"`).join(', ');
  const seen = jobsOf(schema, window, parameters);
  const beyond =
    after == null
      ? 'true'
      : `(${inOrder}) > (${decode(after, keys.length)
          .map((key) => parameters.bind(key, 'text'))
          .join(', ')})`;
  const { rows } = await pool.query<{ seen: string; total: string; items: Record<string, unknown>[] }>(
    `WITH seen AS (${seen}),
     grouped AS (SELECT ${fields.join(', ')} FROM seen WHERE ${of} GROUP BY ${Object.values(by).join(', ')}),
     page AS (SELECT * FROM grouped WHERE ${beyond} ORDER BY ${inOrder} LIMIT ${parameters.bind(limit, 'bigint')})
     SELECT (SELECT count(*) FROM seen) AS seen, (SELECT count(*) FROM grouped) AS total,
       (SELECT coalesce(json_agg(page ORDER BY ${inOrder}), '[]') FROM page) AS items`,
    parameters.values,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('an aggregate has one row');
  if (Number(found.seen) > MOST_JOBS)
    throw invalidArgument(
      `expected a window of at most ${String(MOST_JOBS)} jobs: choose a shorter one, or one job type`,
    );
  const { items } = found;
  const total = Number(found.total);
  return {
    items: items.map(readable),
    page: {
      totalItems: Math.min(total, MOST_COUNTED),
      hasMoreTotalItems: total > MOST_COUNTED,
      startCursor: items[0] === undefined ? null : encode(items[0], keys),
      endCursor: items.at(-1) === undefined ? null : encode(items.at(-1) ?? {}, keys),
    },
  };
}

/** Of all jobs together; incomplete when there are more than may be looked at. */
export async function globalStatistics(
  { pool, schema }: Search,
  window: JobWindow,
): Promise<Counts & { readonly isIncomplete: boolean }> {
  const parameters = new Parameters();
  const fields = Object.entries(COUNTS).map(([field, sql]) => `${sql} AS "${field}"`);
  const { rows } = await pool.query<Counts>(
    `WITH seen AS (${jobsOf(schema, window, parameters)}) SELECT ${fields.join(', ')} FROM seen`,
    parameters.values,
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error('an aggregate has one row');
  const { created, completed, failed } = readable(counts as unknown as Record<string, unknown>) as unknown as Counts;
  return { created, completed, failed, isIncomplete: created.count > MOST_JOBS };
}

function jobsOf(schema: string, window: JobWindow, parameters: Parameters): string {
  const conditions = [
    `creation_time >= ${parameters.bind(new Date(window.from), 'timestamptz')}`,
    `creation_time < ${parameters.bind(new Date(window.to), 'timestamptz')}`,
  ];
  const filters = [
    [window.jobType, 'type'],
    [window.errorCode, "coalesce(error_code, '')"],
    [window.errorMessage, "coalesce(error_message, '')"],
  ] as const;
  for (const [operators, sql] of filters)
    if (operators != null) conditions.push(condition(text(sql), operators, parameters));
  return `SELECT type, worker, state, creation_time, end_time, last_update_time,
      coalesce(error_code, '') AS error_code, coalesce(error_message, '') AS error_message,
      error_message IS NOT NULL AND error_code IS NULL AS has_failed,
      error_message IS NOT NULL OR error_code IS NOT NULL AS has_error
    FROM ${schema}.job WHERE ${allOf(conditions)} LIMIT ${String(MOST_JOBS + 1)}`;
}

/** Instants as the contract writes them. */
function readable(item: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([field, value]) => {
      if (field === 'time') return [field, new Date(Number(value)).toISOString()];
      if (typeof value !== 'object' || value === null) return [field, value];
      const { count, lastUpdatedAt } = value as StatusMetric;
      return [field, { count, lastUpdatedAt: lastUpdatedAt === null ? null : new Date(lastUpdatedAt).toISOString() }];
    }),
  );
}

const encode = (item: Record<string, unknown>, keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys.map((key) => item[key])), 'utf8').toString('base64');

function decode(cursor: string, length: number): string[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string'))
      return values;
  } catch {
    // falls through: whatever it is, it is none of our cursors
  }
  throw new BadCursor('expected a cursor of the same statistics');
}
