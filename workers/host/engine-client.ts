import { Camunda8 } from '@camunda8/sdk';

/** Which engine to use: the embedded one, or Camunda 8 with basic credentials of the application. */
export interface EngineSettings {
  /** Address without `/v2`, e.g. `http://127.0.0.1:8088`. */
  readonly address: string;
  /** The application's own credentials; absent where the engine asks for none. */
  readonly basicAuth?: { readonly username: string; readonly password: string };
}

/** The fields of an activated job that workers use. */
export interface EngineJob {
  readonly jobKey: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly retries: number;
  readonly customHeaders: Record<string, string>;
  readonly variables: Record<string, unknown>;
  readonly userTask?: { readonly userTaskKey: string; readonly assignee: string | null };
}

/** A task that waits for somebody. */
export interface OpenTask {
  readonly key: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** User name of whoever has claimed it; null while nobody has. */
  readonly assignee: string | null;
}

interface PollOptions {
  readonly jobType: string;
  readonly fetchVariables: readonly string[];
  readonly timeoutMs: number;
  readonly parallel: number;
  readonly handle: (job: EngineJob) => Promise<void>;
}

type Completion = { variables: Record<string, unknown> } | { denied: true; deniedReason: string };

/** `CAMUNDA_OAUTH_DISABLED` must stay unset: the SDK would drop basic credentials with it. */
const clientFor = ({ address, basicAuth }: EngineSettings) =>
  new Camunda8({
    ZEEBE_REST_ADDRESS: address,
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    CAMUNDA_LOG_LEVEL: 'none',
    ...(basicAuth
      ? {
          CAMUNDA_AUTH_STRATEGY: 'BASIC' as const,
          CAMUNDA_BASIC_AUTH_USERNAME: basicAuth.username,
          CAMUNDA_BASIC_AUTH_PASSWORD: basicAuth.password,
        }
      : { CAMUNDA_AUTH_STRATEGY: 'NONE' as const }),
  }).getOrchestrationClusterApiClientLoose();

const PAGE = 1000;

/** How long one question for jobs stays open at the engine: a worker with nothing to do asks once in this time. */
const POLL_MS = 60_000;

const statusOf = (error: unknown): number | undefined => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** The few calls that job workers and the outbox relay need, over the official client. */
export function connectEngine(settings: EngineSettings) {
  const client = clientFor(settings);
  return {
    /** A job that is no longer there (404) or no longer ours to change (409). */
    isGone: (error: unknown) => [404, 409].includes(statusOf(error) ?? 0),
    /** The engine answered and said no, as to a diagram it does not accept. */
    isRefusal: (error: unknown) => statusOf(error) === 400,
    completeJob: (jobKey: string, completion: Completion) =>
      client.completeJob(
        'denied' in completion
          ? { jobKey, result: { type: 'userTask', denied: true, deniedReason: completion.deniedReason } }
          : { jobKey, variables: completion.variables },
      ),
    failJob: (jobKey: string, failure: { errorMessage: string; retries: number; retryBackOff: number }) =>
      client.failJob({ jobKey, ...failure }),
    throwJobError: (jobKey: string, errorCode: string, errorMessage: string) =>
      client.throwJobError({ jobKey, errorCode, errorMessage }),
    publishMessage: (message: {
      name: string;
      correlationKey: string;
      messageId: string;
      timeToLive: number;
      variables: Record<string, unknown>;
    }) => client.publishMessage(message),
    deployFiles: (paths: readonly string[]) => client.deployResourcesFromFiles([...paths]),
    /** Incidents that stand: steps that need a person. */
    countIncidents: async () => {
      const query = { filter: { state: 'ACTIVE' as const }, page: { from: 0, limit: 1 } };
      return (await client.searchIncidents(query, { consistency: { waitUpToMs: 0 } })).page.totalItems;
    },
    /** Processes under way that no other one called, by the name of their diagram, each once. */
    activeProcesses: async (): Promise<string[]> => {
      const found = new Set<string>();
      for (let from = 0; ; from += PAGE) {
        const query = { filter: { state: 'ACTIVE' as const }, page: { from, limit: PAGE } };
        const { items, page } = await client.searchProcessInstances(query, { consistency: { waitUpToMs: 0 } });
        for (const each of items) if (each.parentProcessInstanceKey == null) found.add(each.processDefinitionId);
        if (items.length === 0 || from + items.length >= page.totalItems) return [...found].sort();
      }
    },
    /** Jobs that wait for a worker or are at one. */
    countOpenJobs: async (): Promise<number> => {
      const filter = { state: { $in: ['CREATED' as const, 'TIMED_OUT' as const] } };
      return (await client.searchJobs({ filter, page: { from: 0, limit: 1 } }, { consistency: { waitUpToMs: 0 } })).page
        .totalItems;
    },
    /** What waits for people, and for which groups of them; the first of very many. */
    openTasks: async (): Promise<OpenTask[]> => {
      const query = { filter: { state: 'CREATED' as const }, page: { from: 0, limit: PAGE } };
      const { items } = await client.searchUserTasks(query, { consistency: { waitUpToMs: 0 } });
      return items.map(({ userTaskKey, name, candidateGroups, assignee }) => ({
        key: userTaskKey,
        name: name ?? '',
        groups: candidateGroups ?? [],
        assignee: assignee ?? null,
      }));
    },
    /** Keeps one long poll open for a job type and hands each job to `handle`, at most `parallel` at a time. */
    poll: ({ jobType, fetchVariables, timeoutMs, parallel, handle }: PollOptions) => {
      // A client lets 16 requests run at once and an open poll is one of them: each poll gets a client of its own.
      const worker = clientFor(settings).createJobWorker({
        jobType,
        fetchVariables: [...fetchVariables],
        jobTimeoutMs: timeoutMs,
        maxParallelJobs: parallel,
        pollTimeoutMs: POLL_MS,
        pollIntervalMs: 2,
        workerName: 'expropriation',
        // The loose client narrows the handler to its synchronous form; the worker itself awaits it.
        jobHandler: (async (job: EngineJob & { acknowledged?: boolean }) => {
          await handle(job);
          job.acknowledged = true;
          return 'JOB_ACTION_RECEIPT';
        }) as never,
      });
      return {
        async stop(waitMs: number) {
          // A graceful stop would drop the job that an open poll brings: close the poll, then let running jobs end.
          worker.stop();
          const deadline = performance.now() + waitMs;
          while (worker.activeJobs > 0 && performance.now() < deadline) {
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
        },
      };
    },
  };
}

export type EngineClient = ReturnType<typeof connectEngine>;
