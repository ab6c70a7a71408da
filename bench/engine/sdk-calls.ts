import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { LOCK_MS, openTasks, runningInstances } from './calls.js';
import type { EngineCalls, Job, Task, Variables } from './calls.js';

const AT_ONCE = { consistency: { waitUpToMs: 0 } };

export function officialClient(port: number): CamundaClient {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: `http://127.0.0.1:${String(port)}`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
    },
  });
}

/** The same calls through the official client, with its default settings. */
export class SdkCalls implements EngineCalls {
  constructor(private readonly client: CamundaClient) {}

  async start(processDefinitionId: string, businessId: string, variables?: Variables): Promise<string> {
    const reply = await this.client.createProcessInstance({
      processDefinitionId: processDefinitionId as never,
      ...(variables === undefined ? {} : { variables }),
      businessId: businessId as never,
    });
    return reply.processInstanceKey;
  }

  async fetch(type: string, worker: string, maxJobsToActivate: number): Promise<readonly Job[]> {
    const request = { type, timeout: LOCK_MS, maxJobsToActivate, worker, requestTimeout: -1 };
    return (await this.client.activateJobs(request)).jobs;
  }

  async complete({ jobKey }: Job, variables?: Variables): Promise<void> {
    await this.client.completeJob({ jobKey: jobKey as never, ...(variables === undefined ? {} : { variables }) });
  }

  async tasks(group: string, max: number): Promise<readonly Task[]> {
    return (await this.client.searchUserTasks(openTasks(group, max), AT_ONCE)).items.map((item) => ({
      userTaskKey: item.userTaskKey,
      elementId: item.elementId,
      processInstanceKey: item.processInstanceKey,
    }));
  }

  async claim({ userTaskKey }: Task, assignee: string): Promise<void> {
    await this.client.assignUserTask({ userTaskKey: userTaskKey as never, assignee, allowOverride: false });
  }

  async completeTask({ userTaskKey }: Task, variables?: Variables): Promise<void> {
    await this.client.completeUserTask({
      userTaskKey: userTaskKey as never,
      ...(variables === undefined ? {} : { variables }),
    });
  }

  async correlate(name: string, correlationKey: string): Promise<boolean> {
    try {
      await this.client.correlateMessage({ name, correlationKey });
      return true;
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 404) return false;
      throw error;
    }
  }

  async running(processId: string): Promise<number> {
    const request = runningInstances(processId);
    return (await this.client.searchProcessInstances(request, AT_ONCE)).page.totalItems;
  }
}
