import type {
  ActivatedJobResult,
  CamundaClient,
  ElementInstanceKey,
  IncidentKey,
  ProcessInstanceKey,
} from '@camunda8/orchestration-cluster-api';
import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest/rest-server.js';
import type { RestServer } from '../rest/rest-server.js';
import { diagram } from './bpmn.js';

type Values = Record<string, unknown>;

/**
 * What an example does, through the official client. Its process ids, job types, message and signal names carry the
 * name of the example, so the examples of a file share a server without meeting.
 */
export class Play {
  readonly client: CamundaClient;
  private stopped: number | undefined;

  constructor(
    readonly server: RestServer,
    readonly name: string,
  ) {
    this.client = server.client;
  }

  /** The id of its process, or of another one it deploys. */
  id(suffix?: string): string {
    return suffix === undefined ? this.name : `${this.name}.${suffix}`;
  }

  /** The name of a job type, message or signal as the engine sees it. */
  own(name: string): string {
    return `${this.name}/${name}`;
  }

  xml(body: string, roots = '', suffix?: string): string {
    return diagram(this.id(suffix), body, roots)
      .replace(/(<zeebe:(?:taskDefinition|\w+Listener)\b[^>]*?\stype=")/g, `$1${this.name}/`)
      .replace(/(<bpmn:(?:message|signal)\b[^>]*?\sname=")/g, `$1${this.name}/`);
  }

  file(body: string, roots = '', suffix?: string): File {
    return new File([this.xml(body, roots, suffix)], `${this.id(suffix)}.bpmn`);
  }

  async deploy(body: string, roots = '', suffix?: string) {
    const { processes } = await this.client.createDeployment({ resources: [this.file(body, roots, suffix)] });
    return only(processes);
  }

  create(variables: Values = {}, more: Values = {}) {
    const request = { processDefinitionId: this.id(), variables, ...more };
    return this.client.createProcessInstance(request as never);
  }

  async start(variables: Values = {}, suffix?: string): Promise<ProcessInstanceKey> {
    return (await this.create(variables, { processDefinitionId: this.id(suffix) })).processInstanceKey;
  }

  /** The jobs of a type that can be had now. */
  async jobs(type: string, more: Values = {}): Promise<ActivatedJobResult[]> {
    const request = { worker: 'worker', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: -1, ...more };
    return (await this.client.activateJobs({ ...request, type: this.own(type) })).jobs;
  }

  async job(type: string): Promise<ActivatedJobResult> {
    return only(await this.jobs(type));
  }

  /** Completes the one job of a type. */
  async work(type: string, variables: Values = {}): Promise<ActivatedJobResult> {
    const job = await this.job(type);
    await this.client.completeJob({ jobKey: job.jobKey, variables });
    return job;
  }

  async instance(processInstanceKey: ProcessInstanceKey) {
    return this.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
  }

  async state(processInstanceKey: ProcessInstanceKey): Promise<string> {
    return (await this.instance(processInstanceKey)).state;
  }

  async instances(filter: Values = {}) {
    const request = { filter: { processDefinitionId: this.id(), ...filter } };
    return (await this.client.searchProcessInstances(request, AT_ONCE)).items;
  }

  /** Everything that ran or runs of an element, the oldest first. */
  async elements(processInstanceKey: ProcessInstanceKey, elementId?: string) {
    const filter = { processInstanceKey, ...(elementId === undefined ? {} : { elementId: elementId as never }) };
    const sort = [{ field: 'elementInstanceKey' as const }];
    return (await this.client.searchElementInstances({ filter, sort }, AT_ONCE)).items;
  }

  async states(processInstanceKey: ProcessInstanceKey, elementId: string): Promise<string[]> {
    return (await this.elements(processInstanceKey, elementId)).map(({ state }) => state);
  }

  async element(processInstanceKey: ProcessInstanceKey, elementId: string): Promise<ElementInstanceKey> {
    return only(await this.elements(processInstanceKey, elementId)).elementInstanceKey;
  }

  /** The variables of one scope, as values. */
  async variables(scopeKey: ProcessInstanceKey | ElementInstanceKey): Promise<Values> {
    const { items } = await this.client.searchVariables({ filter: { scopeKey: scopeKey } }, AT_ONCE);
    return Object.fromEntries(items.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
  }

  set(scope: ProcessInstanceKey | ElementInstanceKey, variables: Values, local = false) {
    const elementInstanceKey = scope as unknown as ElementInstanceKey;
    return this.client.createElementInstanceVariables({ elementInstanceKey, variables, local });
  }

  /** The one problem an instance stands at. */
  async incident(processInstanceKey: ProcessInstanceKey) {
    const filter = { processInstanceKey, state: 'ACTIVE' as const };
    return only((await this.client.searchIncidents({ filter }, AT_ONCE)).items);
  }

  async incidents(processInstanceKey: ProcessInstanceKey) {
    return (await this.client.searchIncidents({ filter: { processInstanceKey } }, AT_ONCE)).items;
  }

  resolve({ incidentKey }: { readonly incidentKey: IncidentKey }) {
    return this.client.resolveIncident({ incidentKey });
  }

  publish(name: string, correlationKey: string, variables: Values = {}, more: Values = {}) {
    return this.client.publishMessage({ name: this.own(name), correlationKey, variables, ...more });
  }

  correlate(name: string, correlationKey: string, variables: Values = {}) {
    return this.client.correlateMessage({ name: this.own(name), correlationKey, variables });
  }

  /** Lets the engine's time stand still, from now on. */
  async stopClock(): Promise<number> {
    this.stopped = Date.now();
    await this.client.pinClock({ timestamp: this.stopped });
    return this.stopped;
  }

  /** Moves the standing time forward; what is due has happened when this returns. */
  async pass(ms: number): Promise<void> {
    if (this.stopped === undefined) throw new Error('the clock is running');
    this.stopped += ms;
    await this.client.pinClock({ timestamp: this.stopped });
  }

  async end(): Promise<void> {
    if (this.stopped !== undefined) await this.client.resetClock();
  }
}

/** The one item there must be. */
export function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0] as T;
}

/** The call is refused with this status, as problem details. */
export async function refused(call: Promise<unknown>, status: number): Promise<void> {
  await expect(call).rejects.toMatchObject({ status });
}
