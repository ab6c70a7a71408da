import { Duration } from 'luxon';
import { z } from 'zod';
import { LATEST_TIME } from '../../model/limits.js';
import { filterField } from '../../search/index.js';
import { BY_ERROR, BY_TYPE, BY_WORKER, byTime, globalStatistics, groupedStatistics } from '../job-statistics.js';
import { defineOperation, ok } from '../operation.js';
import type { Operation } from '../operation.js';
import { invalidArgument } from '../problems.js';
import { describeIssues, name, optionalBody } from '../schemas.js';

const instant = z.iso
  .datetime({ offset: true, error: 'expected a date-time such as 2026-01-31T10:00:00Z' })
  .transform((text) => Date.parse(text));

const filters = filterField('text');

const page = z
  .object({ after: z.string().min(1).nullish(), limit: z.int().min(1).max(10_000).nullish() })
  .nullish()
  .transform((given) => ({ after: given?.after, limit: given?.limit ?? 100 }));

const window = z.object({ from: instant, to: instant });
const ofType = window.extend({ jobType: name });
const equal = (jobType: string) => ({ $eq: jobType });

const MINUTE = 60_000;
const RESOLUTIONS = [1, 5, 15, 60, 360, 1_440, 10_080].map((minutes) => minutes * MINUTE);
const ENOUGH_BUCKETS = 100;

/** Of a fixed length: a month has none. Left out: the finest of a few usual ones that gives no crowd of buckets. */
function resolutionOf(text: string | null | undefined, length: number): number {
  if (text == null) return RESOLUTIONS.find((each) => length / each <= ENOUGH_BUCKETS) ?? Math.max(...RESOLUTIONS);
  const duration = Duration.fromISO(text);
  const milliseconds = duration.isValid && duration.years + duration.months === 0 ? duration.toMillis() : 0;
  if (milliseconds >= 1_000 && Number.isInteger(milliseconds)) return milliseconds;
  throw invalidArgument(
    `filter.resolution: expected an ISO duration of at least a second, such as PT1M, got '${text}'`,
  );
}

/** How the jobs are, by when they were created. */
export const jobStatisticsOperations: readonly Operation[] = [
  defineOperation({
    id: 'getGlobalJobStatistics',
    method: 'get',
    path: '/jobs/statistics/global',
    permission: 'read',
    handle: async ({ query }, { search }) => {
      const parsed = window.extend({ jobType: name.optional() }).safeParse(query);
      if (!parsed.success) throw invalidArgument(describeIssues(parsed.error));
      const { jobType, ...given } = parsed.data;
      return ok(await globalStatistics(search, { ...given, jobType: jobType === undefined ? null : equal(jobType) }));
    },
  }),
  defineOperation({
    id: 'getJobTypeStatistics',
    method: 'post',
    path: '/jobs/statistics/by-types',
    permission: 'read',
    body: optionalBody(z.object({ filter: window.extend({ jobType: filters }).nullish(), page })),
    handle: async ({ body }, { search }) =>
      ok(await groupedStatistics(search, BY_TYPE, body.filter ?? { from: 0, to: LATEST_TIME }, body.page)),
  }),
  defineOperation({
    id: 'getJobWorkerStatistics',
    method: 'post',
    path: '/jobs/statistics/by-workers',
    permission: 'read',
    body: z.object({ filter: ofType, page }),
    handle: async ({ body }, { search }) => {
      const jobType = equal(body.filter.jobType);
      return ok(await groupedStatistics(search, BY_WORKER, { ...body.filter, jobType }, body.page));
    },
  }),
  defineOperation({
    id: 'getJobErrorStatistics',
    method: 'post',
    path: '/jobs/statistics/errors',
    permission: 'read',
    body: z.object({ filter: ofType.extend({ errorCode: filters, errorMessage: filters }), page }),
    handle: async ({ body }, { search }) => {
      const jobType = equal(body.filter.jobType);
      return ok(await groupedStatistics(search, BY_ERROR, { ...body.filter, jobType }, body.page));
    },
  }),
  defineOperation({
    id: 'getJobTimeSeriesStatistics',
    method: 'post',
    path: '/jobs/statistics/time-series',
    permission: 'read',
    body: z.object({ filter: ofType.extend({ resolution: z.string().nullish() }), page }),
    handle: async ({ body }, { search }) => {
      const { resolution, ...given } = body.filter;
      const grouping = byTime(resolutionOf(resolution, given.to - given.from));
      return ok(await groupedStatistics(search, grouping, { ...given, jobType: equal(given.jobType) }, body.page));
    },
  }),
];
