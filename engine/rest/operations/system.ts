import { z } from 'zod';
import { LONGEST_NAME } from '../../model/limits.js';
import { DEFAULT_TENANT } from '../../state/cluster-variables.js';
import { MOST_JOBS } from '../job-statistics.js';
import { defineOperation, ok } from '../operation.js';
import type { Operation } from '../operation.js';
import { invalidArgument } from '../problems.js';
import { describeIssues } from '../schemas.js';
import { usageMetrics } from '../usage-metrics.js';
import type { UsageMetrics } from '../usage-metrics.js';

const instant = z.iso
  .datetime({ offset: true, error: 'expected a date-time such as 2026-01-31T10:00:00Z' })
  .transform((text) => Date.parse(text));

const usageQuery = z.object({
  startTime: instant,
  endTime: instant,
  tenantId: z.string().optional(),
  withTenants: z.enum(['true', 'false']).optional(),
});

const NOTHING: UsageMetrics = { processInstances: 0, decisionInstances: 0, assignees: 0 };

export const systemOperations: readonly Operation[] = [
  defineOperation({
    id: 'getUsageMetrics',
    method: 'get',
    path: '/system/usage-metrics',
    permission: 'read',
    handle: async ({ query }, { search }) => {
      const parsed = usageQuery.safeParse(query);
      if (!parsed.success) throw invalidArgument(describeIssues(parsed.error));
      const { startTime, endTime, tenantId = DEFAULT_TENANT, withTenants } = parsed.data;
      // All processes run in one tenant.
      const metrics = tenantId === DEFAULT_TENANT ? await usageMetrics(search, startTime, endTime) : NOTHING;
      const isActive = Object.values(metrics).some((count) => count > 0);
      const tenants = withTenants === 'true' && isActive ? { [DEFAULT_TENANT]: metrics } : {};
      return ok({ ...metrics, activeTenants: isActive ? 1 : 0, tenants });
    },
  }),
  defineOperation({
    id: 'getSystemConfiguration',
    method: 'get',
    path: '/system/configuration',
    permission: 'read',
    handle: () =>
      ok({
        jobMetrics: {
          enabled: true,
          // Statistics are read from the jobs themselves: nothing is exported, and nothing is late.
          exportInterval: 'PT0S',
          maxWorkerNameLength: LONGEST_NAME,
          maxJobTypeLength: LONGEST_NAME,
          maxTenantIdLength: 256,
          maxUniqueKeys: MOST_JOBS,
        },
      }),
  }),
];
