import { LOCK_MS, openTasks, runningInstances } from './calls.js';
import type { EngineCalls, Job, Task, Variables } from './calls.js';
import { HttpConnection } from './http-connection.js';

/** Plain keep-alive connections that send exactly what the official client sends. */
export class PlainCalls implements EngineCalls {
  readonly #all = new Set<HttpConnection>();
  readonly #idle: HttpConnection[] = [];
  /** Requests answered so far. */
  requests = 0;

  constructor(private readonly port: number) {}

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  async start(processDefinitionId: string, businessId: string, variables?: Variables): Promise<string> {
    const reply = await this.#json<{ processInstanceKey: string }>('/v2/process-instances', {
      processDefinitionId,
      ...(variables === undefined ? {} : { variables }),
      businessId,
      tenantId: '<default>',
    });
    return reply.processInstanceKey;
  }

  async fetch(type: string, worker: string, max: number): Promise<readonly Job[]> {
    const { jobs } = await this.#json<{ jobs: readonly Job[] }>('/v2/jobs/activation', {
      type,
      timeout: LOCK_MS,
      maxJobsToActivate: max,
      worker,
      requestTimeout: -1,
      tenantIds: ['<default>'],
    });
    return jobs;
  }

  async complete({ jobKey }: Job, variables?: Variables): Promise<void> {
    await this.#ok(`/v2/jobs/${jobKey}/completion`, variables === undefined ? {} : { variables });
  }

  async tasks(group: string, max: number): Promise<readonly Task[]> {
    return (await this.#json<{ items: readonly Task[] }>('/v2/user-tasks/search', openTasks(group, max))).items;
  }

  async claim({ userTaskKey }: Task, assignee: string): Promise<void> {
    await this.#ok(`/v2/user-tasks/${userTaskKey}/assignment`, { assignee, allowOverride: false });
  }

  async completeTask({ userTaskKey }: Task, variables?: Variables): Promise<void> {
    await this.#ok(`/v2/user-tasks/${userTaskKey}/completion`, variables === undefined ? {} : { variables });
  }

  async correlate(name: string, correlationKey: string): Promise<boolean> {
    const { status, body } = await this.#post('/v2/messages/correlation', {
      name,
      correlationKey,
      tenantId: '<default>',
    });
    if (status !== 200 && status !== 404) throw new Error(`correlation answered ${String(status)}: ${body}`);
    return status === 200;
  }

  async running(processId: string): Promise<number> {
    const found = await this.#json<{ page: { totalItems: number } }>(
      '/v2/process-instances/search',
      runningInstances(processId),
    );
    return found.page.totalItems;
  }

  async #json<Body>(path: string, body: unknown): Promise<Body> {
    return JSON.parse(await this.#ok(path, body)) as Body;
  }

  async #ok(path: string, body: unknown): Promise<string> {
    const reply = await this.#post(path, body);
    if (reply.status >= 300) throw new Error(`${path} answered ${String(reply.status)}: ${reply.body}`);
    return reply.body;
  }

  async #post(path: string, body: unknown) {
    const connection = this.#idleOne() ?? (await this.#open());
    const reply = await connection.post(path, JSON.stringify(body));
    this.requests += 1;
    this.#idle.push(connection);
    return reply;
  }

  #idleOne(): HttpConnection | undefined {
    for (let one = this.#idle.pop(); one !== undefined; one = this.#idle.pop()) if (one.isOpen) return one;
    return undefined;
  }

  async #open(): Promise<HttpConnection> {
    const connection = await HttpConnection.open(this.port);
    this.#all.add(connection);
    return connection;
  }
}
