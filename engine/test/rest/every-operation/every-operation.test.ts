import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { operations } from '../../../rest/operations/index.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { auditLogScenarios } from './audit-logs.js';
import { batchOperationScenarios } from './batch-operations.js';
import { clusterScenarios } from './cluster.js';
import { clusterVariableScenarios } from './cluster-variables.js';
import { decisionScenarios } from './decisions.js';
import { definitionScenarios } from './definitions.js';
import { documentScenarios } from './documents.js';
import { elementScenarios } from './elements.js';
import { globalTaskListenerScenarios } from './global-task-listeners.js';
import { identityScenarios } from './identity.js';
import { jobScenarios } from './jobs.js';
import { messageScenarios } from './messages.js';
import { processInstanceScenarios } from './process-instances.js';
import { wrongAnswers } from './search-meaning.js';
import { definitionStatisticsScenarios } from './definition-statistics.js';
import { statisticsScenarios } from './statistics.js';
import { userTaskScenarios } from './user-tasks.js';

const areas = [
  auditLogScenarios,
  clusterScenarios,
  clusterVariableScenarios,
  globalTaskListenerScenarios,
  identityScenarios,
  statisticsScenarios,
  definitionScenarios,
  decisionScenarios,
  processInstanceScenarios,
  batchOperationScenarios,
  definitionStatisticsScenarios,
  jobScenarios,
  messageScenarios,
  userTaskScenarios,
  elementScenarios,
  documentScenarios,
];
const scenarios = areas.flatMap((area) => Object.entries(area));

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
});
afterAll(() => server.stop());

type Call = (...args: unknown[]) => Promise<unknown>;

describe('every operation that is served', () => {
  it('has one scenario, and no other operation has one', () => {
    const served = operations.map(({ id }) => id);
    expect(scenarios.map(([id]) => id).sort()).toEqual(served.sort());
  });

  it.each(scenarios)('is called by the official client: %s', async (id, scenario) => {
    const calls = jest.spyOn(server.client as unknown as Record<string, Call>, id as keyof CamundaClient);
    try {
      await scenario(server);
      const answers = await Promise.allSettled(calls.mock.results.map(({ value }) => value as Promise<unknown>));
      expect(answers.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0);
    } finally {
      calls.mockRestore();
    }
  });
});

describe('among all that the scenarios have left behind, every filter and order means what it says:', () => {
  const searches = operations.filter(({ method, path }) => method === 'post' && /^\/[\w-]+\/search$/.test(path));
  it.each(searches.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    expect(await wrongAnswers(server, operation)).toEqual([]);
  });
});
